table-caption = { $title }، { $period }
table-unit = الوحدة: { $unit }
table-on-day = معدود في { $day }
table-year-from = كل سنة من { $start } إلى { $end }
table-counted = ما عُدّ
table-year = السنة
table-part-year = جزء من سنة
table-part-date = نهاية الفترة
table-cut-short = حتى { $day }
table-other-unit = معدود على نحو يختلف عن التعريف
table-months = الأشهر
table-months-caption = { $title }: الأشهر نفسها من سنوات مختلفة
table-by = { $title }، حسب: { $by }
table-by-name = { $name }
list-and = { $first } و{ $last }
source-lead = المصدر:

note-break = { $day }: { $text }
note-disputed = تعطي منشورات أخرى قيمة مختلفة؛ انظر الأرقام المتباينة.
sign-missing = لم يُقدَّم أي رقم ولم يُنشر.
sign-missing-drawn = لم يُقدَّم أي رقم ولم يُنشر؛ وفي التوزيعات أيضًا فئة لم يُعدّ فيها شيء، أو كان العدد فيها من الصغر بحيث كان سيُعرض صفرًا.
sign-zero = لم يُعدّ شيء: صفر حقيقي.
sign-zero-drawn = لم يُعدّ شيء، أو كان العدد من الصغر بحيث يُعرض صفرًا.
sign-suppressed = محمي: الرقم موجود لكنه محجوب كي لا يمكن التعرف على أي شخص.
sign-none = العمود لا ينطبق على هذا الصف.
mark-number = حاشية الجدول: انقطاع أو ملاحظة من الجهة الناشرة أو علامة أندر.
caveat = إيضاح للقارئ: { $text }

chart-legend-cut = أُعلن قبل انتهاء السنة ببيانات حتى { $days }؛ لا يُقارن بالسنوات الكاملة.
chart-legend-part = { $period }: جزء من سنة، لا يُقارن بالسنوات الكاملة.
chart-legend-part-date = { $period }: نهاية الفترة، وهو يوم من السنة غير يوم النقاط الأخرى.
chart-legend-missing = لا يوجد رقم.
chart-described = { $title }. الأعلى: { $high } ({ $high_label })؛ والأدنى: { $low } ({ $low_label }). المواضع التي لا رقم لها: { $missing }. وترد القيم كلها في الجدول { $table }.
chart-ranked = { $title }. في المرتبة الأولى: { $first } بقيمة { $value }. وترد القيم كلها في الجدول.

chapter-own-arrangement = ترتيب هذا الجزء من وضعنا؛ ولم يؤخذ من ملف منشور.
chapter-coverage = { $count ->
    [0] { $total ->
        [1] ليس للمؤشر الوحيد في هذا القسم رقم بعد.
       *[other] ليس لأي من مؤشرات هذا القسم وعددها { $all } رقم بعد.
    }
   *[other] { $total ->
        [1] للمؤشر الوحيد في هذا القسم أرقام.
       *[other] مؤشرات هذا القسم التي لها أرقام: { $known } من { $all }.
    }
}
compact-title = أرقام أخرى
compact-caption = مؤشرات لها أرقام منفردة
compact-subtitle = أرقام أقل من أن تكوّن سلسلة؛ ولكل منها فترته
compact-indicator = المؤشر
compact-period = الفترة
compact-value = القيمة
compact-unit = الوحدة
compact-publisher = الجهة الناشرة
compact-outside = خارج فترة الملف
after-the-period = منشور لما بعد فترة هذا الملف
before-the-period = منشور لفترات سابقة
gaps-here = لم يُجمع حتى الآن
gaps-link = يبيّن سجل الثغرات السبب.
owner-unknown = المؤسسة غير مذكورة
member-other = أخرى
member-unknown = غير معروف
member-not_stated = غير مذكور
ages-under = دون { $age } سنة
ages-over = { $age } سنة فأكثر
table-total = المجموع
