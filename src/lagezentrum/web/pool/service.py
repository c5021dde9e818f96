"""The one layer that writes to the pool: its acts, what they refuse, and who sees what (`scope`).

Each act asks the one permission function, is one transaction with its event in the ledger, and takes `at`, the moment
of the act (None: now). In order:

1. `set_lender`, `import_lenders`, `exclude`, `set_limits`: the authorities.
2. `upload` → `confirm` (or `discard`), `nominate_one`, `check`, `withdraw`: people, named by alias from then on.
3. `hand_in`, `hand_in_one`: what receivers ask for.
4. `propose` → `cost_of`, `change` → `submit` → `approve` or `send_back`: a distribution and its second person.
5. `order` → `start` → `ask_extension`, `extend` / `recall` → `end`: deployments. `letter_facts` for letters.
6. `delete_expired`: on their day, records of people go.
"""

from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.pool.acts.changing import Cost, Wanted, change, cost_of
from lagezentrum.web.pool.acts.deploying import Ordering, end, order, start
from lagezentrum.web.pool.acts.lasting import ask_extension, extend, recall
from lagezentrum.web.pool.acts.lenders import exclude, import_lenders, set_lender, set_limits
from lagezentrum.web.pool.acts.nominating import check, nominate_one, withdraw
from lagezentrum.web.pool.acts.proposing import propose, submit
from lagezentrum.web.pool.acts.requesting import hand_in, hand_in_one
from lagezentrum.web.pool.acts.signing import approve, send_back
from lagezentrum.web.pool.acts.uploading import Checked, check_again, confirm, discard, upload
from lagezentrum.web.pool.deletion import Deleted, delete_expired
from lagezentrum.web.pool.letters import LetterFacts, letter_facts
from lagezentrum.web.pool.records import set_up_receivers
from lagezentrum.web.pool.refusals import BadFile, NotFitting, ShownAnother, Unknown, WrongState

__all__ = [
    "BadFile",
    "Checked",
    "Cost",
    "Deleted",
    "LetterFacts",
    "NotAllowed",
    "NotFitting",
    "Ordering",
    "ShownAnother",
    "Unknown",
    "Wanted",
    "WrongState",
    "approve",
    "ask_extension",
    "change",
    "check",
    "check_again",
    "confirm",
    "cost_of",
    "delete_expired",
    "discard",
    "end",
    "exclude",
    "extend",
    "hand_in",
    "hand_in_one",
    "import_lenders",
    "letter_facts",
    "nominate_one",
    "order",
    "propose",
    "recall",
    "send_back",
    "set_lender",
    "set_limits",
    "set_up_receivers",
    "start",
    "submit",
    "upload",
    "withdraw",
]
