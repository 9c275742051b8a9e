"""One paste that has several things in it: split into its parts, by what each part is."""
