"""What stands beside the rate on the page of who leads: each panel a table, each number the length of its list."""
