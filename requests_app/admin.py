"""Index page: Django looks here for what the rooms show in the staff site."""

from requests_app.desk import others, queue, request

__all__ = ["others", "queue", "request"]
