"""Public pages of requests. Nothing here is kept by a cache, and no address holds a number, a code or a name."""
