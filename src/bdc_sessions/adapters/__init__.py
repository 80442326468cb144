"""Adapters to other frameworks: one module for each, the only one that imports it.

``adapters.pydantic`` (FastAPI too), ``adapters.sqlalchemy`` and ``adapters.cattrs``: each needs the
extra of its name.
"""
