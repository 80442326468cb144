"""Prints what the surface gives, or (``python -m tests.purity.tell pickles``) its pickles."""

import base64
import pickle
import sys

from tests.purity.surface import is_hashed, surface, values

if __name__ == "__main__":
    if sys.argv[1:] == ["pickles"]:
        pickled = pickle.dumps([value for value in values() if is_hashed(value)])
        print(base64.b64encode(pickled).decode())
    else:
        print("\n".join(surface()))
