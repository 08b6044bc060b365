"""Notebooks for the tests."""

from __future__ import annotations

import json
from typing import Any


def cell(text: str | list[str], kind: str = "code") -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": text} | (
        {"outputs": [], "execution_count": None} if kind == "code" else {}
    )


def notebook(*cells: str | list[str] | dict[str, Any], language: str = "python") -> bytes:
    """An nbformat 4 notebook of code cells, or of the cells given as dicts."""
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": language}},
        "cells": [one if isinstance(one, dict) else cell(one) for one in cells],
    }
    return json.dumps(content).encode()
