"""Reading a panel of the dashboard, and holding every number of it against its list."""

from assessment.dashboard.panels.catalogue import BY_CODE


def words(panel: str, scope) -> dict[str, list[str]]:
    return {line.title: [cell.words for cell in line.cells] for line in BY_CODE[panel].lines(scope)}


def holds(panel: str, scope) -> int:
    """Every number is the length of its list; how many there were."""
    walked = 0
    for line in BY_CODE[panel].lines(scope):
        for cell in line.cells:
            if cell.count is not None:
                listing = BY_CODE[panel].behind(scope, cell.key)
                assert (cell.key, len(listing.rows)) == (cell.key, cell.count)
                assert len(listing.show(list(listing.rows))) == cell.count
                walked += 1
    return walked
