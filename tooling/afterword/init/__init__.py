"""Adding Afterword to a repository that is there already: folder, settings, workflows, forms and handbook."""
