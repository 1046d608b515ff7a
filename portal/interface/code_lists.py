"""What the code lists are called in the schema of the interface.

Several shapes have a field "kind", "state" or "domain"; without a name of its own each list would be called after its
digest, and the name would change with the list.
"""

CODE_LISTS = {
    "ConsultationState": "disclosure.consultations.states.State",
    "CreditKind": "disclosure.credit.codes.Kind",
    "DatasetDomain": "disclosure.datasets.codes.Domain",
    "DecisionState": "disclosure.decisions.states.State",
    "DocumentKind": "disclosure.documents.codes.DocumentKind",
    "DocumentState": "disclosure.documents.states.State",
    "MatterDomain": "portal.domains.Domain",
    "SessionKind": "disclosure.sessions.codes.Kind",
    "SessionState": "disclosure.sessions.states.State",
}
