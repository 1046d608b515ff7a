"""Index page: Django looks here for what the rooms show in the staff site."""

from requests_app.desk import others, proposing, queue, rectifying, remedy_bodies, request

__all__ = ["others", "proposing", "queue", "rectifying", "remedy_bodies", "request"]
