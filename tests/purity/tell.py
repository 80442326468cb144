"""Prints what the surface gives: ``python -m tests.purity.tell``.

With an argument: its pickles, or the same under a decimal context or a clock that others have set.
"""

import base64
import datetime as dt
import decimal
import pickle
import sys

from tests.purity.surface import is_hashed, surface, values


class FakeDatetime(dt.datetime):
    """What libraries that stop the clock put in the place of ``datetime.datetime``."""


class FakeDate(dt.date):
    """What they put in the place of ``datetime.date``."""


def main(name: str) -> None:
    if name == "pickles":
        pickled = pickle.dumps([value for value in values() if is_hashed(value)])
        print(base64.b64encode(pickled).decode())
        return
    if name == "around":
        from tests.purity.around import around, frames, samples  # noqa: PLC0415 - it loads every extra

        print("\n".join([*around(), *frames(), *samples()]))
        return
    if name == "decimal":
        decimal.setcontext(decimal.Context(prec=3, traps=[decimal.Inexact]))
    elif name == "clock":
        vars(dt).update(datetime=FakeDatetime, date=FakeDate)
    print("\n".join(surface()))


if __name__ == "__main__":
    main("".join(sys.argv[1:]))
