"""What keraslint costs: run by hand, not by pytest. ``compare`` sets it beside other linters, ``phases`` takes it
apart and watches how it grows."""
