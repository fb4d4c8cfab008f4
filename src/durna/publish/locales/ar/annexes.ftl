register-empty = لم تُقدَّم بعد أي بيانات لهذا السجل.

policies-title = السياسات والقوانين والاتفاقات
policies-caption = السياسات والقوانين والاتفاقات وسائر الوثائق المدرجة في السجل
policies-title-head = العنوان
policies-kind = النوع
policies-adopted = تاريخ الاعتماد
policies-in-force = فترة السريان
policies-objectives = أهداف الاتفاق العالمي

objectives-title = الاتفاق العالمي من أجل الهجرة
objectives-text = ما تتضمنه السجلات بشأن كل هدف من الأهداف الثلاثة والعشرين. ويظهر الهدف الذي لا قيود له بصفر: أي إنه لم يُسجَّل شيء بشأنه، ولا يعني ذلك أنه لم يُنجَز شيء.
objectives-caption = الأهداف الثلاثة والعشرون وما سُجِّل بشأنها
objectives-objective = الهدف
objectives-documents = الوثائق
objectives-projects = المشاريع
objectives-indicators = المؤشرات التي لها بيانات
gcm-steps-caption = خطوات متابعة الاتفاق العالمي
gcm-steps-date = التاريخ
gcm-steps-what = الخطوة

assessment-title = مؤشرات حوكمة الهجرة (MGI)
assessment-text = تواريخ التقييم كما نُشرت. ولا تُعرض نتائج أي تقييم إلا بعد نشرها.
mgi-steps-caption = خطوات تقييم مؤشرات حوكمة الهجرة
mgi-steps-date = التاريخ
mgi-steps-what = الخطوة
domains-caption = وثائق السجل حسب مجالات مؤشرات حوكمة الهجرة
domains-domain = المجال
domains-documents = الوثائق
mgi-domain-1 = حقوق المهاجرين
mgi-domain-2 = نهج الحكومة بأكملها
mgi-domain-3 = الشراكات
mgi-domain-4 = رفاه المهاجرين
mgi-domain-5 = بُعد التنقل في الأزمات
mgi-domain-6 = الهجرة الآمنة والمنظمة والنظامية

projects-title = المشاريع مع المنظمة الدولية للهجرة وسائر الشركاء
projects-caption = المشاريع الدولية
projects-title-head = المشروع
projects-dates = المدة
projects-donor = الجهة المانحة
projects-partner = الشريك
projects-budget = الميزانية
projects-status = الحالة

training-title = المركز الإقليمي للتدريب في مجال الهجرة
training-caption = دورات المركز وأنشطته الأخرى
training-title-head = النشاط
training-dates = التواريخ
training-mode = الطريقة
training-countries = البلدان
training-participants = المشاركون

courses-caption = دورات المركز استنادًا إلى سجلات الالتحاق
courses-title-head = الدورة
courses-dates = التواريخ
courses-mode = الطريقة
courses-countries = البلدان
courses-participants = المشاركون
courses-certificates = الشهادات
courses-gain = الزيادة في نتيجة الاختبار بالنقاط

reconciliation-title = الأرقام المتباينة
reconciliation-text = حين تعطي جهات أو إصدارات قيمًا مختلفة للرقم نفسه تُحفظ القيم كلها. وتُعرض إحداها وفق قاعدة مكتوبة، أما القيم الأخرى فترد هنا.
reconciliation-caption = القيم المعروضة والقيم الأخرى المنشورة للأمر نفسه
reconciliation-none = لا توجد أرقام متباينة.
reconciliation-indicator = المؤشر
reconciliation-period = الفترة
reconciliation-shown = القيمة المعروضة
reconciliation-shown-by = الجهة الناشرة
reconciliation-other = قيمة أخرى
reconciliation-other-by = الجهة الناشرة
reconciliation-difference = الفرق، %
reconciliation-rule = القاعدة
reconciliation-rules = القواعد

gaps-title = سجل الثغرات
gaps-text = { $count ->
    [0] لكل مؤشر في الفهرس قيمة.
    [one] في الفهرس مؤشر واحد ليست له قيمة للفترة. وهو مدرج هنا مع المؤسسة التي يمكن حسابه من سجلاتها.
    [two] في الفهرس مؤشران ليست لهما قيمة للفترة. وهما مدرجان هنا مع المؤسسة التي يمكن حسابهما من سجلاتها.
   *[other] عدد مؤشرات الفهرس التي ليست لها قيمة للفترة: { $number }. وكل منها مدرج هنا مع المؤسسة التي يمكن حسابه من سجلاتها.
}
gaps-caption = المؤشرات التي ليست لها قيمة في الفترة
gaps-indicator = المؤشر
gaps-chapter = الفصل
gaps-owner = المؤسسة
gaps-source = المصدر
gaps-reason = السبب
gap-no-delivery = لم يقدّم المصدر شيئًا بعد.
gap-needs-crossings = يتطلب عمليات عبور الأفراد: لا بد من تمييز العابرين بعضهم عن بعض حتى يمكن تتبع كل منهم في الأشهر اللاحقة.
gap-no-rule = قدّم المصدر بيانات، لكن لا توجد بعد قاعدة تحسب هذا المؤشر.
gap-not-published = لم تنشره أي مؤسسة بقدر ما هو معلوم.
gap-partial-delivery = لم تُقدَّم إلا عيّنة مختارة: وهي تُسرد ولا تُعدّ.
gap-outside-period = توجد أرقام، ولكن ليس لهذه الفترة.
gap-failed = الملف الذي يعرّفه خاطئ أو أن استعلامه لم ينجح.

breaks-title = انقطاعات السلاسل
breaks-text = تغييرات مؤرخة في القانون أو المنهج لا تبقى السلسلة بعدها كما كانت قبلها. وتظهر في الجداول حواشيَ وتُذكر في الجمل.
breaks-affected = المؤشرات المتأثرة
breaks-date-note = بشأن التاريخ
breaks-address = مصدر المعلومة

references-title = المصادر والمراجع
references-text = حيث قُرئ كل رقم. والأرقام الواردة بين قوسين تحت الجداول تقود إلى هنا.
references-caption = المراجع
references-number = الرقم
references-reference = العنوان
references-published = تاريخ النشر
references-kind = النوع
references-figures = الأرقام
reference-kind-official = رسمي
reference-kind-data-package = حزمة بيانات
reference-kind-news-quoting-official = خبر ينقل عن مؤسسة
reference-kind-official-table--mirror = جدول رسمي، نسخة
reference-kind-news-quoting-news--year-inferred = خبر ينقل عن خبر؛ السنة مستنتجة
reference-kind-official-report = تقرير رسمي

quality-title = جودة البيانات
quality-text = لكل تسليم إيصال: عدد الصفوف الواردة يساوي تمامًا مجموع الصفوف المقبولة والمرفوضة. والرمز الذي لا تعرفه أي قائمة يُعدّ ويُحفظ ولا يُسقط أبدًا.
quality-no-receipts = لم يُستلم أي تسليم.
quality-summary = { $count ->
    [one] تسليم واحد: عدد الصفوف الواردة { $rows }، منها { $accepted } مقبولة و{ $rejected } مرفوضة.
   *[other] عدد التسليمات { $deliveries }، وعدد الصفوف الواردة { $rows }، منها { $accepted } مقبولة و{ $rejected } مرفوضة.
}
deliveries-caption = التسليمات وإيصالاتها
deliveries-file = الملف
deliveries-cut-off = تاريخ إقفال البيانات
deliveries-rows = الصفوف الواردة
deliveries-accepted = المقبولة
deliveries-rejected = المرفوضة
deliveries-unknown = رموز غير معروفة
deliveries-superseded = المستبدلة
deliveries-hash = SHA-256 (بدايته)
reason-key-missing = المفتاح الطبيعي ناقص
reason-key-repeated = المفتاح الطبيعي مكرر في التسليم
reason-malformed-row = الصف لا يطابق أعمدة الملف
reason-of-missing = { $field }: غير موجود
reason-of-unreadable = { $field }: غير مقروء
reason-of-implausible = { $field }: غير معقول
reason-of-after-cut-off = { $field }: بعد تاريخ إقفال البيانات
rows-caption = الصفوف المرفوضة أو المقبولة بعلامة أو التي تحمل رمزًا غير معروف
rows-code = السبب أو العلامة أو الرمز
rows-kind = ما حدث
rows-count = الصفوف
rows-files = الملفات
rows-kind-rejected = مرفوض
rows-kind-flagged = مقبول بعلامة
rows-kind-unknown = مقبول، الرمز غير معروف
checks-title = ما كشفته الفحوص
checks-text = تقارن الفحوص الأرقام بعضها ببعض: الأجزاء بالكل، وأجزاء السنة بالسنة، والأعداد القائمة بالتدفقات، والأشخاص بعمليات الدخول. والملاحظة لا تغيّر الرقم.
checks-none = لم تكشف الفحوص ما يستدعي الإبلاغ.
severity-severe = جسيمة ({ $number })
severity-warning = تحذيرات ({ $number })
severity-note = ملاحظات ({ $number })

left-out-title = أرقام لا تظهر في هذا الملف
left-out-text = { $count ->
    [one] لمؤشر واحد أرقام ولا يرد في أي فصل من هذا الترتيب. وأرقامه محفوظة مع بطاقاتها.
    [two] لمؤشرين أرقام ولا يردان في أي فصل من هذا الترتيب. وأرقامهما محفوظة مع بطاقاتها.
   *[other] عدد المؤشرات التي لها أرقام ولا ترد في أي فصل من هذا الترتيب: { $number }. وأرقامها محفوظة مع بطاقاتها.
}
left-out-file = ملف جميع الأرقام
left-out-caption = المؤشرات التي لها أرقام ولا يعرضها أي فصل
left-out-indicator = المؤشر
left-out-figures = عدد الأرقام
