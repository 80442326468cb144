"""The domain's values in others' frameworks: pydantic and FastAPI, SQLAlchemy, cattrs."""
