"""The weekly report of the staff unit as PDF: tagged, in German or English, with its figures attached."""

from typing import Any, Final

from lagezentrum.documents.pool import report_words as w
from lagezentrum.documents.pool.report_attached import content
from lagezentrum.documents.pool.report_data import ReportData
from lagezentrum.documents.pool.report_parts import assumptions, changes, fairness, map_part, offices, summary, use
from lagezentrum.documents.pool.writing import Writing
from lagezentrum.documents.typesetting import Made, meta, to_json, typeset
from lagezentrum.engine.wording.phrases import Language
from lagezentrum.staffing.model import last_day, week_name

REPORT_FILE: Final = "report.json"


def to_pdf(data: ReportData, language: Language = "de") -> Made:
    """The report as PDF/A-3a and PDF/UA-1. The same data give the same bytes.

    Raises:
        DocumentProblem: a character is in no font.
    """
    write = Writing(language)
    week = write.say(w.WEEK, name=week_name(data.week), first=write.day(data.week), last=write.day(last_day(data.week)))
    title = write.say(w.TITLE)
    cover = write.say(w.COVER, day=write.day(data.made_on), plan=data.plan.key, state=write.say(data.plan.state))
    given: dict[str, Any] = {
        "language": language,
        "page": [write.say(word) for word in w.PAGE],
        "author": [line for line in (data.author.name, data.author.department) if line],
        "title": title,
        "week": week,
        "cover": cover,
        "sha256": data.plan.sha256,
        "headings": {name: write.say(heading) for name, heading in w.HEADINGS.items()},
        "summary": summary(data, write),
        "map": map_part(data, write),
        "offices": offices(data, write),
        "changes": changes(data, write),
        "use": use(data, write),
        "fairness": fairness(data, write),
        "assumptions": assumptions(data, write),
        "meta": meta(
            f"{title}, {week}",
            author=data.author.name,
            keywords=[week_name(data.week), data.plan.key],
            day=data.made_on,
            band="" if data.live else write.say(w.EXERCISE),
        ),
        "attachments": [{"name": REPORT_FILE, "content": to_json(content(data)), "description": write.say(w.ATTACHED)}],
    }
    return Made.of(typeset("pool_report.typ", given, data.made_on))
