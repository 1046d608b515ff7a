"""What the audit trail calls the acts on plans and explanations."""

from interpretation.materials.moves import MATERIAL_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in MATERIAL_WORKFLOW.rows}
    register(
        "interpretation.material",
        acts
        | {
            "explain": "起草解读材料",
            "write": "修改解读材料",
            "add_media": "上传图片、音频、视频",
            "remove_media": "移除文件",
        },
    )
    register(
        "disclosure.document",
        {"plan": "编解读方案", "delay": "同意解读延迟发布", "bring_to_meeting": "提请常务会议审议"},
    )
