"""Records of visits made, proposals drawn from them, and tables they are put into."""

from data.learn.accept import AcceptedProposals, accepted_tables, read_accepted
from data.learn.actuals import read_actuals
from data.learn.proposals import Proposals, proposal_files, proposals_from
from data.learn.tables_out import tables_with

__all__ = [
    "AcceptedProposals",
    "Proposals",
    "accepted_tables",
    "proposal_files",
    "proposals_from",
    "read_accepted",
    "read_actuals",
    "tables_with",
]
