"""Every problem that a test of the sources brings about is told in both languages."""

from tests.bilingual import every_problem as every_problem
