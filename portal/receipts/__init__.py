"""What a citizen without an account holds: a number and a query code, and a page that closes by itself."""
