"""系统交稿: what other systems of the government hand in becomes a draft like any other."""
