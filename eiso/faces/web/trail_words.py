"""What each verb of the trail means in words. A test finds a verb that is missing here."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from eiso.base.trail import links, wording
from eiso.people.access.roles import ROLES

VERBS = {
    "access.grant.ended": _("Thu quyền"),
    "access.grant.given": _("Giao quyền"),
    "accounts.password.changed": _("Đổi mật khẩu"),
    "accounts.password.link_issued": _("Cấp đường dẫn đặt mật khẩu"),
    "accounts.password.set": _("Đặt mật khẩu"),
    "accounts.session.closed": _("Đóng các phiên khác"),
    "accounts.session.opened": _("Đăng nhập"),
    "accounts.user.closed": _("Đóng tài khoản"),
    "accounts.user.created": _("Lập tài khoản"),
    "accounts.user.reopened": _("Mở lại tài khoản"),
    "approvals.round.opened": _("Trình duyệt"),
    "approvals.round.recalled": _("Rút lại bản trình"),
    "approvals.vote.agreed": _("Đồng ý bản trình"),
    "approvals.vote.returned": _("Trả lại bản trình"),
    "approvals.route.set": _("Đặt người soát xét, phê duyệt"),
    "calendars.calendar.opened": _("Mở lịch làm việc riêng"),
    "calendars.calendar.shipped": _("Nạp lịch làm việc kèm phần mềm"),
    "calendars.notice.discarded": _("Bỏ dự thảo thông báo lịch"),
    "calendars.notice.drafted": _("Soạn thông báo lịch nghỉ"),
    "calendars.notice.edited": _("Sửa dự thảo thông báo lịch"),
    "calendars.notice.written": _("Ghi thông báo lịch nghỉ"),
    "calendars.year.confirmed": _("Xác nhận lịch năm"),
    "calendars.year.reopened": _("Mở lại lịch năm"),
    "documents.document.created": _("Lập tài liệu"),
    "documents.document.renamed": _("Đổi tên tài liệu"),
    "documents.form_set.loaded": _("Nạp bộ biểu mẫu"),
    "documents.revision.approved": _("Phê duyệt"),
    "documents.revision.discarded": _("Bỏ dự thảo"),
    "documents.revision.drafted": _("Lập dự thảo"),
    "documents.revision.edited": _("Sửa dự thảo"),
    "documents.revision.issued": _("Ban hành"),
    "documents.revision.returned": _("Trả lại dự thảo"),
    "documents.revision.submitted": _("Gửi soát xét"),
    "documents.revision.superseded": _("Thay bằng bản mới"),
    "documents.revision.taken_back": _("Rút lại dự thảo"),
    "documents.revision.withdrawn": _("Bãi bỏ"),
    "orgs.appointment.ended": _("Thôi giữ vị trí"),
    "orgs.appointment.made": _("Giao vị trí"),
    "orgs.committee.founded": _("Lập ban chỉ đạo, tổ thư ký"),
    "orgs.committee.renewed": _("Kiện toàn ban chỉ đạo, tổ thư ký"),
    "orgs.delegation.ended": _("Thôi ủy quyền"),
    "orgs.delegation.made": _("Ủy quyền"),
    "orgs.import.done": _("Nhập danh sách cơ quan"),
    "orgs.org.alias_added": _("Thêm tên gọi khác của cơ quan"),
    "orgs.org.closed": _("Đóng cơ quan"),
    "orgs.org.created": _("Lập cơ quan"),
    "orgs.org.ended": _("Kết thúc cơ quan"),
    "orgs.org.merged": _("Hợp nhất cơ quan"),
    "orgs.org.renamed": _("Đổi tên cơ quan"),
    "orgs.org.split": _("Chia tách cơ quan"),
    "orgs.post.created": _("Lập vị trí"),
    "orgs.post.ended": _("Bỏ vị trí"),
    "orgs.unit.created": _("Lập phòng"),
    "orgs.unit.ended": _("Bỏ phòng"),
    "procedures.catalogue.dropped": _("Bỏ tệp danh mục đang xem"),
    "procedures.catalogue.imported": _("Cập nhật danh mục quốc gia"),
    "procedures.catalogue.uploaded": _("Tải lên tệp danh mục"),
    "procedures.import.answered": _("Trả lời điểm chưa hiểu khi nhập"),
    "procedures.import.drafted": _("Lập dự thảo từ quyết định đã nhập"),
    "procedures.import.dropped": _("Bỏ quyết định đang nhập"),
    "procedures.import.started": _("Nhập quyết định phê duyệt"),
    "procedures.import.titles_kept": _("Giữ tên quy trình khi nhập"),
    "procedures.point.settled": _("Đối chiếu điểm chưa hiểu"),
    "procedures.procedure.created": _("Lập quy trình"),
    "web.check.asked": _("Yêu cầu kiểm lại nhật ký"),
    "web.check.stopped": _("Dừng kiểm lại nhật ký"),
    "web.trail.exported": _("Tải nhật ký ra XLSX"),
}
FIELDS = {
    "basis": _("căn cứ"),
    "code": _("mã"),
    "decided_on": _("ngày quyết định"),
    "decision": _("quyết định"),
    "effective_on": _("có hiệu lực từ"),
    "fields": _("mục"),
    "for": _("thay cho"),
    "formers": _("cơ quan cũ"),
    "from": _("từ ngày"),
    "heirs": _("cơ quan mới"),
    "issue_no": _("lần ban hành"),
    "kind": _("loại"),
    "members": _("thành viên"),
    "name": _("tên"),
    "on": _("ngày"),
    "post": _("vị trí"),
    "read": _("đã đọc"),
    "reason": _("lý do"),
    "revision_no": _("lần sửa đổi"),
    "role": _("vai trò"),
    "rows": _("số dòng"),
    "sha256": _("mã băm"),
    "agencies": _("số cơ quan"),
    "answer": _("trả lời"),
    "body": _("nơi công bố"),
    "calendar": _("lịch"),
    "changes": _("thay đổi"),
    "days": _("ngày"),
    "decision_on": _("ngày quyết định"),
    "decisions": _("số quyết định"),
    "drafts": _("số dự thảo"),
    "hours": _("giờ làm việc"),
    "last_day": _("ngày cuối"),
    "limit": _("thời hạn"),
    "line": _("dòng"),
    "past": _("đã qua"),
    "procedures": _("số quy trình"),
    "sentence": _("câu"),
    "unclear": _("chưa hiểu"),
    "value": _("giá trị"),
    "where": _("chỗ"),
    "created": _("mới"),
    "file": _("tệp"),
    "filter": _("điều kiện"),
    "in_force_to": _("hiệu lực đến hết"),
    "national_code": _("mã quốc gia"),
    "refused": _("từ chối"),
    "step": _("bước"),
    "steps": _("các bước"),
    "unchanged": _("không đổi"),
    "updated": _("có đổi"),
    "username": _("tên đăng nhập"),
    "warnings": _("cảnh báo"),
    "withdrawn": _("bãi bỏ"),
    "years": _("các năm"),
    "symbol": _("ký hiệu"),
    "text": _("nội dung"),
    "title": _("tên"),
    "to": _("đến"),
    "unit": _("phòng"),
    "until": _("đến hết ngày"),
    "user": _("người"),
    "year": _("năm"),
}
# What values are called. Digests and codes are left to the full record.
VALUES: dict[str, dict[str, wording.Words]] = {
    "role": {key: role.title for key, role in ROLES.items()}
    | {"chair": _("trưởng ban"), "deputy": _("phó ban"), "secretary": _("thư ký")},
    "step": {"review": _("soát xét"), "approve": _("phê duyệt")},
    "kind": {"procedure": _("quy trình"), "symbol": _("ký hiệu")},
}
VALUES["steps"] = VALUES["step"]
LISTS = (
    "steps",
    "members",
    "formers",
    "heirs",
    "created",
    "updated",
    "withdrawn",
    "years",
)
MACHINE_ONLY = (
    "subject",
    "document",
    "by",
    "version",
    "number",
    "round",
    "source",
    "given",
    "replaces",
    "revision",
    "editions",
)
# Groups of verbs a person filters by, by the end of the verb or its beginning.
GROUPS = {
    "issue": (_("Ký, ban hành"), (".approved", ".issued", ".withdrawn", ".confirmed")),
    "access": (_("Quyền, tài khoản"), ("access.", "accounts.", "orgs.appointment.")),
    "machine": (_("Tự động"), ()),
}


# Where the record an act speaks of is read: its route, by its code.
PAGES = {
    "accounts.user": "orgs:person",
    "calendars.notice": "calendars:notice",
    "documents.revision": "procedures:revision",
    "jobs.work": "web:trail-work",
    "orgs.org": "orgs:desk",
    "orgs.post": "orgs:post",
    "procedures.procedure": "procedures:procedure",
}


def _page_of(route: str) -> Callable[[str], str]:
    def page(code: str) -> str:
        try:
            return reverse(route, kwargs={"code": code})
        except NoReverseMatch:  # a code of older days, or a room not wired here
            return ""

    return page


def register_all() -> None:
    for name, called in VALUES.items():
        wording.register_values(name, called)
    wording.leave_out(*MACHINE_ONLY)
    wording.are_lists(*LISTS)
    for kind, route in PAGES.items():
        links.register(kind, _page_of(route))
    for verb, words in VERBS.items():
        wording.register(verb, words)
    for name, words in FIELDS.items():
        wording.register_field(name, words)
