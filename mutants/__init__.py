"""Mutation testing: a fault is put into the library, and a test must fail."""
