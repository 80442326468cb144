"""Serves the guide's action on this machine alone; ``DATABASE_URL`` and ``PORT`` are settings."""

import os

import uvicorn

import bdc_sessions as b
from service.app import create_app

if __name__ == "__main__":
    app = create_app(os.environ.get("DATABASE_URL", "sqlite://"))
    if not app.state.store.all():
        app.state.store.add(b.example_action())
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ.get("PORT", "8000")))
