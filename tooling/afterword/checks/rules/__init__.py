"""The rules, one module or package for each family: the first digit of an id is the number of its family."""
