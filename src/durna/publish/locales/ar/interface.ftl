# Words of the frame around every page.
language-name = العربية
profile = ملف الهجرة
cover = الغلاف
contents = المحتويات
chapters = الفصول
annexes = المرفقات
languages = اللغات
previous = السابق
next = التالي
neighbours = الفصلان السابق والتالي
parts-of-this = في هذا الجزء
part-of = { $place }/{ $of }
skip-to-content = انتقل إلى المحتوى
as-of = البيانات كما كانت معلومة في { $when }
watermark = للاستعمال الداخلي، غير محمي
watermark-explained = للاستعمال الداخلي، غير محمي: لم تمر الأرقام بحماية الأعداد الصغيرة ولا يجوز تمريرها إلى الغير.
yes = نعم
no = لا

# The marks keep the sign behind the number, as the other languages have it, whatever stands around it.
format-percent = {"\u200E"}{ $number }{"\u202F"}%{"\u200E"}
format-quarter = الربع { $number }

table-number = الجدول { $number }
table-title = الجدول { $number }. { $caption }
chart-number = الشكل { $number }
xlsx-index = المحتويات
xlsx-marks = العلامات
