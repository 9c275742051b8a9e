"""The theme `afterword`: Material for MkDocs with the settings, the style and the scripts of this site."""
