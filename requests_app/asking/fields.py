"""What a clerk writes when asking the applicant for something."""

from portal.field_table import Field, day, line, paragraphs

TEXT_LENGTH = 3000

CORRECTION: dict[str, Field] = {
    "guidance": Field("需要补正的内容和指导", paragraphs(TEXT_LENGTH, required=True)),
}
ANSWER: dict[str, Field] = {"answer": Field("补正内容", paragraphs(TEXT_LENGTH, required=True))}
DEMAND: dict[str, Field] = {
    "facts": Field("数量、频次的事实", paragraphs(TEXT_LENGTH, required=True)),
    "answer_by": Field("说明期限", day),
}
EXPLANATION: dict[str, Field] = {"answer": Field("理由", paragraphs(TEXT_LENGTH, required=True))}
REASONS: dict[str, Field] = {
    "answer": Field("申请人的理由", paragraphs(TEXT_LENGTH)),
    "finding": Field("机关的认定", paragraphs(TEXT_LENGTH, required=True)),
}
DELAY: dict[str, Field] = {"reason": Field("延迟答复的理由", line(500, required=True))}
