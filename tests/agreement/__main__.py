"""The campaign: ``python -m tests.agreement --examples 10000``. Exit status 1 where the two disagree."""

from __future__ import annotations

import argparse
import os
import sys
import time
from random import Random

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.agreement", description=__doc__)
    parser.add_argument("--examples", type=int, default=1000, help="how many stacks")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=10, help="how many disagreements to print in full")
    asked = parser.parse_args()
    from tests.agreement.law import Campaign, Counts
    from tests.agreement.programs import pool, samples

    campaign, start = Campaign(), time.process_time()
    for number, sample in enumerate(samples(Random(asked.seed), asked.examples), 1):
        found = campaign.run(sample)
        if found.verdict == "disagreed":
            print(f"--- {found.because} (row {found.row})\n{sample.text}", file=sys.stderr, flush=True)
        if number % 1000 == 0:
            print(f"{number} stacks, {len(campaign.disagreements)} disagreements", file=sys.stderr, flush=True)
    print(f"{'class':45}{'stacks':>8}{'agreed':>8}{'unknown':>8}{'disagreed':>10}")
    for name, counts in sorted(campaign.classes.items()):
        print(f"{name:45}{counts.total:8}{counts.agreed:8}{counts.unknown:8}{counts.disagreed:10}")
    stacks = campaign.stacks
    fewest, rarest = min((campaign.classes.get(name, Counts()).total, name) for name in pool())
    share = stacks.unknown / max(stacks.total, 1)
    print(f"\n{stacks.total} stacks of {campaign.layers} layers, {campaign.rejected} of them rejected by Keras:")
    print(f"{stacks.agreed} agreed, {stacks.unknown} unknown ({share:.1%}), {stacks.disagreed} disagreed;")
    seconds = time.process_time() - start
    print(f"{len(pool())} layer classes, in {fewest} stacks at least ({rarest}); {seconds:.0f} s of CPU")
    for reason, count in campaign.reasons.most_common(40):
        print(f"  unknown {count:5}: {reason}")
    for sample, found in campaign.disagreements[: asked.show]:
        print(f"\n--- {found.because} (row {found.row})\n{sample.text}")
    return 1 if campaign.disagreements else 0


if __name__ == "__main__":
    raise SystemExit(main())
