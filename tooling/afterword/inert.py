def inert(text: str) -> str:
    return " ".join(text.split())
