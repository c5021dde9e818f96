"""What runs on SQLite alone: tests that could not tell one database from the other.

The second run, on PostgreSQL, is for what a database can do differently: writes, guards, locks, transactions,
migrations, chain, gate, backup, permissions, killed processes, hostile requests, and one pass over every page
(`public/test_frame.py`, `office/test_pages.py`, `feeds/test_mirror.py`). The tests below look at words, drawings,
styles, files and computations made of answers that those tests ask of PostgreSQL as well.
"""

ON_SQLITE_ALONE: dict[str, str] = {
    "tests/web/public/test_browser_": "what a browser makes of a page, whatever it was built from",
    "tests/web/office/test_browser_pages.py": "what a browser makes of a page, whatever it was built from",
    "tests/web/pool_pages/test_browser.py": "what a browser makes of a page, whatever it was built from",
    "tests/web/pool_pages/test_english.py": "words",
    "tests/web/run/test_browser.py": "tests of the browser tests, on a site without a database",
    "tests/web/run/test_skipped.py": "starts runs of its own, on both databases",
    "tests/web/run/test_settings.py": "settings, read in processes of their own",
    "tests/web/run/test_logs.py": "log lines, without a database",
    "tests/web/run/test_mirror_command.py": "options and messages of a command; test_mirror.py writes the site",
    "tests/web/public/test_caching.py": "headers of answers",
    "tests/web/public/test_charts.py": "drawings",
    "tests/web/public/test_policy_lab": "computed from figures that other tests ask of PostgreSQL; nothing is written",
    "tests/web/public/test_marks.py": "style sheet",
    "tests/web/public/test_outlines.py": "drawings",
    "tests/web/public/test_weight.py": "static files",
    "tests/web/public/test_english.py": "words",
    "tests/web/public/test_method.py": "words",
    "tests/web/public/test_places.py": "names of places, from files",
    "tests/web/public/test_start.py": "words and signs of a page",
    "tests/web/public/test_district.py": "words of a page",
    "tests/web/public/test_saturday.py": "words of a page",
    "tests/web/public/test_probable.py": "words and drawings of a page; forecasts are computed, never stored",
    "tests/web/public/test_state_and_season.py": "words of a page",
    "tests/web/public/test_door": "rules at doors: computed, never stored",
    "tests/web/public/test_entry.py": "rules at doors: computed, never stored",
    "tests/web/api/test_access.py": "rules at doors: computed, never stored",
    "tests/web/api/test_document.py": "the description of the interface",
    "tests/web/api/test_manual.py": "the manual",
    "tests/web/api/test_maps.py": "drawings",
    "tests/web/feeds/test_atom.py": "the form of a feed",
    "tests/web/feeds/test_calendar.py": "the form of a feed",
    "tests/web/feeds/test_cap.py": "the form of a feed",
    "tests/web/ledger/test_any_byte.py::test_a_changed_byte_of_a_text_is_found": "rows changed in memory; "
    "test_chain.py changes each column in the database itself",
    "tests/web/ledger/test_deciding_by_the_list.py": "a season of computations; the acts are those of test_service.py",
    "tests/web/situation/test_present_day.py": "computed from figures that lie in no database",
    "tests/web/situation/test_work_list.py": "computed from figures that lie in no database",
}
"""The beginning of the names of tests, and why."""
