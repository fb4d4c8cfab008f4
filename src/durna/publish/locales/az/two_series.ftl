# Yanaşı verilən iki sıra: hər biri nəyi sayır və nə üçün fərqlənirlər.
two-series-immigration-title = İmmiqrasiya üzrə iki sıra və onların fərqlənmə səbəbi
two-series-emigration-title = Emiqrasiya üzrə iki sıra və onların fərqlənmə səbəbi
two-series-net-title = Xalis miqrasiya üzrə iki sıra və onların fərqlənmə səbəbi
two-series-immigration-caption = İki anlayış üzrə immiqrasiya, { $period }
two-series-emigration-caption = İki anlayış üzrə emiqrasiya, { $period }
two-series-net-caption = İki anlayış üzrə xalis miqrasiya, { $period }
two-series-immigration-why = İnzibati sıra qeydiyyatları sayır: daimi yaşamaq üçün gəlmiş kimi qeydə alınanlar, çox vaxt gəldikdən illər sonra, qeydiyyatın və ya icazənin ilinə aid edilir, şəxsin qalıb-qalmamasından asılı olmayaraq. Müddət qaydası isə yaşayış ölkəsinin dəyişməsini sayır: başqa ölkədən gəlib sonrakı { $window } { $unit ->
    [months] təqvim ayının
   *[days] günün
} ən azı { $threshold } { $unit ->
    [months] ayını
   *[days] gününü
} ölkədə keçirənlər, hansı icazəyə malik olmalarından asılı olmayaraq, gəldikləri ilə aid edilir. Müvəqqəti icazəsi olan tələbələr və işçilər yalnız ikinci sıradadır. Bu sıra keçmələri bir-birindən fərqləndirilə bilən şəxsləri əhatə edir və gecikmə ilə məlum olur.
two-series-emigration-why = İnzibati sıra qeydiyyatları sayır: xaricdə yaşamaq üçün yaşayış yeri üzrə qeydiyyatdan çıxanlar. Çoxları bunu etmədən gedir. Müddət qaydası isə yaşayış ölkəsinin dəyişməsini sayır: ölkədə yaşamış, oradan çıxmış və sonrakı { $window } { $unit ->
    [months] təqvim ayının
   *[days] günün
} ən azı { $threshold } { $unit ->
    [months] ayını
   *[days] gününü
} xaricdə keçirənlər, kiməsə məlumat verib-verməmələrindən asılı olmayaraq, getdikləri ilə aid edilir. Bu sıra keçmələri bir-birindən fərqləndirilə bilən şəxsləri əhatə edir və gecikmə ilə məlum olur.
two-series-net-why = İnzibati sıra iki qeydiyyat sayının fərqidir. Müddət qaydası yaşayış ölkəsini dəyişənləri sayır: keçmədən sonrakı { $window } { $unit ->
    [months] təqvim ayının
   *[days] günün
} ən azı { $threshold } { $unit ->
    [months] ayını
   *[days] gününü
} ölkədə keçirənlərin sayından həmin müddəti xaricdə keçirənlərin sayı çıxılır. Gedənlər gələnlərdən xeyli az qeydə alınır, ona görə birinci sıra, adətən, həqiqi saydan yüksək olur.
two-series-more = { $in_year } inzibati sıra üzrə { $one } qeydiyyat, müddət qaydası üzrə { $other } nəfər qeydə alınıb: ikincisi { $factor } dəfə çoxdur. Onlar fərqli anlayışları ölçür və toplanmır.
two-series-fewer = { $in_year } inzibati sıra üzrə { $one } qeydiyyat, müddət qaydası üzrə { $other } nəfər qeydə alınıb: birincisi { $factor } dəfə çoxdur. Onlar fərqli anlayışları ölçür və toplanmır.
two-series-alike = { $in_year } inzibati sıra üzrə { $one } qeydiyyat, müddət qaydası üzrə { $other } nəfər qeydə alınıb: fərqli anlayışları ölçsələr də, təxminən bərabərdir.
two-series-apart = { $in_year } inzibati sıra üzrə { $one } qeydiyyat, müddət qaydası üzrə { $other } nəfər təşkil edib. Onlar fərqli anlayışları ölçür və toplanmır.
two-series-only-administrative = { $in_year } inzibati sıra üzrə göstərici { $one } qeydiyyat təşkil edib. Müddət qaydası üzrə isə heç nə məlum deyil: bunun üçün ayrı-ayrı şəxslərin bir-birindən fərqləndirilən keçmələri tələb olunur, onlar isə təqdim edilməyib.
two-series-period = Dövr
two-series-administrative = İnzibati sıra
two-series-administrative-below = qeydiyyat
two-series-by-rule = Müddət qaydası
two-series-rule = nəfər; { $window } { $unit ->
    [months] təqvim ayı
   *[days] gün
} ərzində { $threshold }
two-series-needs-crossings = ayrı-ayrı şəxslərin keçmələri tələb olunur
two-series-not-available = yoxdur
two-series-state = Müddət qaydası üzrə vəziyyət
two-series-never-added = İki fərqli anlayış: heç vaxt toplanmır
two-series-described = { $title }: tam illər üzrə qoşa sütunlar. Bütün qiymətlər { $table } nömrəli cədvəldə verilib.
two-series-not-final-provisional = İkinci göstərici yekun deyil: { $settled } üzrə nəticə məlumdur, { $open } keçmə üzrə isə hələ məlum deyil.
two-series-not-final-estimated = İkinci göstərici qiymətləndirmədir: { $settled } üzrə nəticə məlumdur, { $open } keçmə üzrə hələ məlum deyil; 95 % etibarla nəticə { $lower } ilə { $upper } arasında olacaq.
two-series-estimate-is = Sərhədi bu yaxınlarda keçmiş şəxsin yaşayış ölkəsini dəyişib-dəyişmədiyi sonradan məlum olur. Qiymətləndirmə nəticəsi məlum olmayan hər keçməyə eyni müddət keçmiş oxşar əvvəlki keçmələrin miqrasiya olma ehtimalını verir, sonrakı gedişi dəfələrlə təsadüfi seçir və intervalı əvvəlki qiymətləndirmələrin xətası qədər genişləndirir. 100 haldan 95-də yekun göstərici intervalın daxilində olmalıdır. Məlum olan nəticə heç vaxt qiymətləndirilmir, onun yanında verilir və dəyişmir. Təxminən 20-dən az miqrasiya üzrə göstərici yalnız hamısının nəticəsi məlum olduqda verilir.
two-series-closure = 2020-ci ildə sərhədlərin bağlanması ondan əvvəl öyrədilmiş hər bir modeli yararsız edir: model nə gələ, nə də gedə bilən insanları görməyib. Keçmə ilə müşahidənin son günü arasında bağlı ay olduqda heç nə qiymətləndirilmir: göstərici ilkindir və indiyədək məlum olanı göstərir, yaxud verilmir. Sonrakı qiymətləndirmələr bu aylarla da tutuşdurulur və onların intervalları buna görə daha genişdir.
two-series-settled = Nəticəsi məlum olan
two-series-open = Hələ məlum olmayan
two-series-ends = Yekun nəticə
two-series-between = { $lower } – { $upper }
two-series-interval = 95 %-lik interval
two-series-possible = mümkün olan bütün hallar
two-series-legend-estimated = Müddət qaydası, qiymətləndirilmiş; xətt 95 %-lik intervaldır
two-series-legend-open = Müddət qaydası, ilkin: indiyədək məlum olan

dimension-residence_component = Dəyişikliyin tərkib hissəsi
passport-settled = Nə dərəcədə müəyyənləşib
passport-rule = Müddət qaydası
passport-observed-until = Keçmələr bu tarixədək müşahidə olunub
passport-settled-until = Bu tarixədək hamısı məlumdur
passport-yes = Müəyyənləşib: sayılıb
passport-no = Müəyyənləşib: sayılmayıb
passport-open = Hələ müəyyənləşməyib
passport-estimation = Necə qiymətləndirilib
passport-model = Model
passport-simulations = Təsadüfi seçilmiş gedişlərin sayı
passport-seed = Təsadüfi seçimin başlanğıc ədədi
passport-taught-from = Öyrənilən keçmələrin ilk günü
passport-taught-until = Öyrənilən keçmələrin son günü
passport-cut-offs = İntervalın əsaslandığı əvvəlki kəsimlərin sayı
