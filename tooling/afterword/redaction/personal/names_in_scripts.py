"""Names of persons in other scripts: Chinese, Japanese, Korean, Cyrillic, Greek and Arabic."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.redaction.matching import Match, Sort
from afterword.redaction.personal.announcing import Announced
from afterword.redaction.personal.names import KIND
from afterword.redaction.personal.persons import WORD, find_name
from afterword.redaction.view import View, seen
from afterword.text.late_pattern import late_pattern

_IDEOGRAPHS = Announced(
    KIND, r"[\u4e00-\u9fff\u3040-\u30ff]{2,4}(?:[ \u3000][\u4e00-\u9fff\u3040-\u30ff]{1,4})?|[\uac00-\ud7a3]{2,4}",
    other=("姓名", "氏名", "お名前", "이름", "성명", "发件人", "收件人", "差出人", "宛先", "我叫", "我是",
           "寄件者", "收件者", "私の名前は", "제 이름은", "申请人", "보낸사람", "받는사람"),
    sort=Sort.NAME,
)  # fmt: skip
_SURNAME = (
    "[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董潘袁蔡蒋余于杜叶葉程魏"
    "苏蘇吕丁任卢盧姚沈钟鍾姜崔谭陆范汪廖石金韦贾夏方邹熊白孟秦邱侯江尹薛段雷黎史陶贺毛郝顾龚邵万钱戴严莫孔常佐鈴木山渡伊中小加]"
)
"""How Chinese and Japanese family names begin that are common."""
# Words for persons that are parts of other words too (`客户服务`): a sign has to follow; and titles behind a name.
_IN_SCRIPT = (r"[\u4e00-\u9fff]{2,4}", r"[\u3005\u4e00-\u9fff\u3040-\u30ff]{2,6}", r"[\uac00-\ud7a3]{2,4}")
_SIGNED = {
    word: late_pattern(
        rf"{seen(word)}(?:名|者|人|人名|인|氏名)?[\"']?(?:\s?[:：=]\s?"
        rf"|(?=\s{_SURNAME})\s)[\"']?(?P<value>{form})(?![\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3])"
    )
    for words, form in (
        (
            (
                "客户", "客戶", "患者", "负责人", "联系人", "经办人", "用户姓名", "用户", "会员", "员工", "病人",
                "学生", "家长", "账户持有人", "作者",
                "报告人", "投诉人", "收货人", "司机",
            ),
            _IN_SCRIPT[0],
        ),
        (
            (
                "お客様", "顧客", "担当", "担当者", "連絡先", "責任者", "作成者", "報告者", "承認者", "利用者",
                "会員", "契約者", "申込者", "保護者", "受取人",
                "届け先", "依頼者", "患者", "生徒", "社員",
            ),
            _IN_SCRIPT[1],
        ),
        (("고객", "환자", "담당자", "책임자"), _IN_SCRIPT[2]),
    )
    for word in words
}  # fmt: skip
_WITH_TITLE = {
    word: late_pattern(form)
    for words, form in (
        (
            ("女士", "先生", "小姐"),
            rf"(?:尊敬的|(?<![\u4e00-\u9fff]))(?P<value>[\u4e00-\u9fff]{{2,3}}|{_SURNAME})(?:女士|先生|小姐)",
        ),
        (("担当の",), r"担当の(?P<value>[\u4e00-\u9fff]{2,5})(?=です|さん|が|より|から|と|、|。)"),
        (("さん",), r"(?<![\u4e00-\u9fff\u3040-\u30ff])(?P<value>[\u4e00-\u9fff]{2,5})さん"),
        (
            ("様",),
            r"(?:(?<![\u4e00-\u9fff\u3040-\u30ff])|(?<=の))(?P<value>[\u4e00-\u9fff]{2,5}|[\u30a1-\u30ff]{2,8}) ?様",
        ),
        (
            ("고객님", "님", "씨"),
            r"(?<![\uac00-\ud7a3])(?P<value>[김이박최정강조윤장임한오서신권황안송류홍][\uac00-\ud7a3]{2}(?=님|씨)"
            r"|[\uac00-\ud7a3]{2,4}(?= ?고객님| 님))",
        ),
        (("私は", "です"), r"私は(?P<value>[\u4e00-\u9fff]{3,5})です"),
    )
    for word in words
}
_OF_PATIENT = late_pattern(
    r"(?:患者|会員|顧客|お客様)(?:ID|番号)[：:\s]{0,2}[\w-]{4,14}[ \u3000、,:：]{1,2}"
    r"(?P<value>[\u4e00-\u9fff]{1,4}[ \u3000]?[\u3040-\u30ff\u4e00-\u9fff]{1,4})(?=[ \u3000、,。]|様|さん)"
)
"""`患者ID 00931182 …`: the name behind the number."""
_NO_ONE = frozenset(("お客", "皆", "各位", "尊敬", "客户", "用户", "고객", "여러분", "선생"))
_CYRILLIC = Announced(
    KIND, rf"{WORD}(?: {WORD}){{1,2}}",
    other=("ФИО", "Ф.И.О.", "от кого", "кому", "от", "клиент", "заявитель", "пациент", "сотрудник", "автор",
    "исполнитель", "получатель", "ответственный", "ответственная", "уважаемый", "уважаемая", "шановний", "шановна",
           "клиентка", "пациентка", "господин", "госпожа", "гражданин", "гражданка", "κύριος",
           "κύριε", "κυρία", "отправитель", "С уважением,", "меня зовут",
           "від", "коллега", "клієнт", "клієнтка", "пацієнт", "пацієнтка", "сотрудница", "покупатель",
           "покупательница", "ученик", "ученица", "студент", "студентка", "πελάτης", "πελάτισσα", "πελάτη", "ασθενής",
           "κυρίου", "κυρίας", "υπάλληλος", "האדון", "הלקוח", "הלקוחה", "המטופל", "המטופלת"),
    confirms=lambda value: find_name(value, 0, len(value), sure=True) is not None, sort=Sort.NAME,
)  # fmt: skip


_ARABIC = Announced(
    KIND, r"[^\W\d_]{2,20} [^\W\d_]{2,20}(?=[،,:(])",  # an alif is seen as the `l` that it looks like
    other=("السيد", "السيدة", "العميل", "العميلة", "المريض", "المريضة", "الزبون", "الزبونة",
           "الطالب", "الطالبة", "الاسم"),
    confirms=lambda value: sum("\u0600" <= char <= "\u06ff" for char in value) >= _LEAST_ARABIC, sort=Sort.NAME,
)  # fmt: skip
_LEAST_ARABIC = 4


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    if not view.characters:
        return
    for one in (_IDEOGRAPHS, _CYRILLIC, _ARABIC):
        yield from one.find_other(view)
    for match in _OF_PATIENT.finditer(view.text) if view.characters.intersection("患会顧客") else ():
        yield Match.of(match, KIND, Sort.NAME, "value")
    for forms in (_SIGNED, _WITH_TITLE):
        for word in view.possible(forms):
            for match in forms[word].finditer(view.text):
                if match["value"] not in _NO_ONE:
                    yield Match.of(match, KIND, Sort.NAME, "value")
