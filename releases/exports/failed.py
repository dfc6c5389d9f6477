class ExportFailed(Exception):
    """A form of a release that could not be made; the sentence says why."""
