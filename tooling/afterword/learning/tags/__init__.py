"""Tags of the front matter: services, models, versions, providers, and factors that are spelled in several ways."""
