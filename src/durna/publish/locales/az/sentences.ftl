# Sentences bound to figures. Which one is used follows from the figures; nobody chooses it.
change-rose = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə { $size } artmışdır ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-fell = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə { $size } azalmışdır ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-fell-more-than-half = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə yarıdan çox ({ $size }) azalmışdır ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-doubled = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə təxminən iki dəfə artmışdır ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-more-than-doubled = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə iki dəfədən çox artmışdır ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-manifold = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə { $factor } dəfə artmışdır ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-almost-unchanged = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə demək olar ki, dəyişməmişdir ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-unchanged = “{ $title }” göstəricisi { $later_in } { $earlier_with } müqayisədə dəyişməmişdir ({ $earlier_bare } – { $earlier }, { $later_bare } – { $later } { $unit }).
change-carried-forward = “{ $title }” göstəricisi: { $later_name } üzrə { $later } { $unit }; bu, yeni sayım deyil, { $earlier_bare } üzrə qiymətin ({ $earlier }) köçürülməsidir.
change-from-to = “{ $title }” göstəricisi: { $earlier_name } – { $earlier }, { $later_name } – { $later } { $unit }.
since-rose = { $earlier_with } ({ $earlier }) müqayisədə artım { $size } təşkil edir.
since-manifold = { $earlier_with } ({ $earlier }) müqayisədə { $factor } dəfə artım qeydə alınmışdır.
since-fell = { $earlier_with } ({ $earlier }) müqayisədə azalma { $size } təşkil edir.
since-almost-unchanged = { $earlier_with } ({ $earlier }) müqayisədə demək olar ki, dəyişiklik yoxdur.
since-unchanged = { $earlier_with } ({ $earlier }) müqayisədə də dəyişiklik yoxdur.
since-from-to = { $earlier_name } üzrə qiymət: { $earlier }.
part-rose = { $later_name } üzrə göstərici { $later } { $unit } olmuşdur: { year-ordinal } ilin eyni ayları ilə ({ $earlier }) müqayisədə { $size } çox.
part-manifold = { $later_name } üzrə göstərici { $later } { $unit } olmuşdur: { year-ordinal } ilin eyni ayları ilə ({ $earlier }) müqayisədə { $factor } dəfə çox.
part-fell = { $later_name } üzrə göstərici { $later } { $unit } olmuşdur: { year-ordinal } ilin eyni ayları ilə ({ $earlier }) müqayisədə { $size } az.
part-almost-unchanged = { $later_name } üzrə göstərici { $later } { $unit } olmuşdur: { year-ordinal } ilin eyni ayları ilə ({ $earlier }) demək olar ki, eynidir.
part-unchanged = { $later_name } üzrə göstərici { $later } { $unit } olmuşdur: { year-ordinal } ilin eyni ayları ilə ({ $earlier }) eynidir.
part-from-to = { $later_name } üzrə göstərici { $later } { $unit }, { year-ordinal } ilin eyni ayları üzrə isə { $earlier } olmuşdur.
change-points = { $size } faiz bəndi
change-break = { $count ->
    [one] Müqayisə edilən dövrlər arasında qanunvericilik və ya metodologiya dəyişikliyi olub ({ $days }); fərqin bir hissəsi bununla bağlı ola bilər.
   *[other] Müqayisə edilən dövrlər arasında qanunvericilik və ya metodologiya dəyişiklikləri olub ({ $days }); fərqin bir hissəsi bununla bağlı ola bilər.
}
change-publishers = Göstəricilər müxtəlif qurumlar tərəfindən dərc edilib; onların anlayışları fərqli ola bilər.
figure-said = { $period }: { $value } { $unit }

findings-title = Əsas nəticələr
findings-lead = Kataloqdakı göstəricilərin sayı { $all }, onlardan məlumatı olanlar { $known }; ümumilikdə { $figures } qiymət saxlanılır. Profilin əhatə etdiyi dövr: { $period }.
findings-part-year = { $part } ilin yalnız bir hissəsidir. O, yalnız əvvəlki illərin eyni ayları ilə müqayisə olunur, heç vaxt tam illə müqayisə edilmir.
findings-rule = Bu cümlələr istinad etdikləri göstəricilərdən hesablanır. Hər fəsildə ən çox dəyişən sıralar verilir. Göstəricilər yalnız eyni məzmunda və eyni uzunluqda dövrlər üzrə olduqda müqayisə edilir.
findings-more = Ətraflı

outlook-text = Bu nəşrdə yalnız göstəricilərdən irəli gələn nəticələr bildirilir. Tövsiyələri qurumlar hazırlayır; onlar hesablanmır. Burada hesablanan odur ki, hansı məlumatlar təqdim edilsə, kataloqun ən böyük hissəsi tamamlanar.
outlook-findings = “Əsas nəticələr” bölməsinə baxın.
outlook-caption = Profili tamamlaya biləcək məlumatlar, qurumlar üzrə
outlook-subtitle = Kataloqun qiyməti olmayan göstəriciləri; iki qurumun məlumatına əsaslanan göstərici hər ikisi üzrə sayılır
outlook-count = Göstəricilərin sayı
outlook-indicators = Göstəricilər
