table-caption = { $title }, { $period }
table-unit = Ölçü vahidi: { $unit }
table-on-day = { $day } tarixinə
table-year-from = hər il { $start } – { $end }
table-counted = Nə sayılıb
table-year = İl
table-part-year = ilin bir hissəsi
table-part-date = dövrün sonu
table-cut-short = { $day } tarixinədək
table-other-unit = tərifdən fərqli hesablanıb
table-months = Aylar
table-months-caption = { $title }: bir neçə ilin eyni ayları
table-by = { $title }, { $by } üzrə
table-by-name = { $name }
list-and = { $first } və { $last }
source-lead = Mənbə:

note-break = { $day }: { $text }
note-disputed = Digər nəşrlərdə başqa qiymət verilib; bax: fərqli göstəricilərin tutuşdurulması.
sign-missing = Göstərici təqdim edilməyib və ya dərc olunmayıb.
sign-missing-drawn = Göstərici təqdim edilməyib və ya dərc olunmayıb; bölgülərdə həm də heç bir halın qeydə alınmadığı və ya halların sıfır kimi göstəriləcək qədər az olduğu qrup.
sign-zero = Heç bir hal qeydə alınmayıb: həqiqi sıfır.
sign-zero-drawn = Heç bir hal qeydə alınmayıb və ya hallar o qədər azdır ki, sıfır kimi göstərilir.
sign-suppressed = Qorunur: göstərici var, lakin şəxslərin müəyyən edilməsinin qarşısını almaq üçün göstərilmir.
sign-none = Sütun bu sətrə aid deyil.
mark-number = Cədvəlin qeydi: sıranın qırılması, dərc edən qurumun qeydi, nadir hallarda digər əlamət.
caveat = Oxucu üçün qeyd: { $text }

chart-legend-cut = İl başa çatmadan elan edilib, məlumatlar { $days } tarixinədəkdir; tam illərlə müqayisə olunmur.
chart-legend-part = { $period }: ilin bir hissəsi, tam illərlə müqayisə olunmur.
chart-legend-part-date = { $period }: dövrün sonu, digər nöqtələrdən fərqli gün.
chart-legend-missing = Məlumat yoxdur.
chart-described = { $title }. Ən yüksək qiymət: { $high } ({ $high_label }); ən aşağı qiymət: { $low } ({ $low_label }). Məlumat olmayan dövrlərin sayı: { $missing }. Bütün qiymətlər { $table } nömrəli cədvəldə verilib.
chart-ranked = { $title }. Birinci yerdə: { $first }, { $value }. Bütün qiymətlər cədvəldə verilib.

chapter-own-arrangement = Bu hissənin ardıcıllığı özümüz tərəfindən müəyyən edilib; dərc olunmuş profildən götürülməyib.
chapter-coverage = { $count ->
    [0] { $total ->
        [one] Bu bölmənin yeganə göstəricisi üzrə hələ məlumat yoxdur.
       *[other] Bu bölmənin { $all } göstəricisindən heç biri üzrə hələ məlumat yoxdur.
    }
   *[other] { $total ->
        [one] Bu bölmənin yeganə göstəricisi üzrə məlumat var.
       *[other] Bu bölmə üzrə göstəricilərin sayı { $all }, onlardan məlumatı olanlar { $known }.
    }
}
compact-title = Digər göstəricilər
compact-caption = Ayrı-ayrı qiymətləri olan göstəricilər
compact-subtitle = Sıra qurmaq üçün kifayət etmir; hər biri öz dövrü ilə verilir
compact-indicator = Göstərici
compact-period = Dövr
compact-value = Qiymət
compact-unit = Ölçü vahidi
compact-publisher = Dərc edən qurum
compact-outside = Profilin dövründən kənar
after-the-period = Bu Profilin dövründən sonrakı dövrlər üzrə dərc edilib
before-the-period = Daha əvvəlki dövrlər üzrə dərc edilib
gaps-here = Hələ toplanmayan göstəricilər
gaps-link = Səbəblər çatışmayan göstəricilərin reyestrində verilib.
owner-unknown = Qurum göstərilməyib
member-other = Digər
member-unknown = Məlum deyil
member-not_stated = Göstərilməyib
ages-under = { $age } yaşadək
ages-over = { $age } və yuxarı
table-total = Cəmi
