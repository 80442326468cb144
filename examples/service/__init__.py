"""The guide's screens as a web service: FastAPI, SQLAlchemy, Jinja2. Run by ``make service``."""
