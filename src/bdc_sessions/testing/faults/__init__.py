"""How each rule is broken, and no other."""
