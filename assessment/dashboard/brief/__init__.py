"""本月情况: the month in sentences, on one sheet to read, to print and to take away."""
