"""The site: pages made from the parsed post-mortems, and the MkDocs plugin that puts them into a build."""
