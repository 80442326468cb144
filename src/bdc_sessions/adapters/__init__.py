"""The domain's values in others' frameworks: a module for each, which alone imports it.

``adapters.pydantic`` (FastAPI too), ``adapters.sqlalchemy`` and ``adapters.cattrs``: each needs the
extra of its name.
"""
