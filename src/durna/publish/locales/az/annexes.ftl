register-empty = Bu reyestr üzrə hələ heç bir məlumat təqdim edilməyib.

policies-title = Siyasət sənədləri, qanunlar və sazişlər
policies-caption = Reyestrdə olan siyasət sənədləri, qanunlar, sazişlər və digər sənədlər
policies-title-head = Adı
policies-kind = Növü
policies-adopted = Qəbul edilib
policies-in-force = Qüvvədə olduğu dövr
policies-objectives = Qlobal Sazişin məqsədləri

objectives-title = Miqrasiya üzrə Qlobal Saziş
objectives-text = 23 məqsədin hər biri üzrə reyestrlərdə olan qeydlər. Qeydi olmayan məqsəd sıfırla göstərilir: bu, həmin məqsəd üzrə heç nəyin qeydə alınmadığını bildirir, lakin heç bir iş görülmədiyi anlamına gəlmir.
objectives-caption = 23 məqsəd və onlar üzrə qeydə alınanlar
objectives-objective = Məqsəd
objectives-documents = Sənədlər
objectives-projects = Layihələr
objectives-indicators = Məlumatı olan göstəricilər
gcm-steps-caption = Qlobal Sazişin icrasının izlənilməsi üzrə addımlar
gcm-steps-date = Tarix
gcm-steps-what = Addım

assessment-title = Miqrasiyanın İdarə Olunması Göstəriciləri (MGI)
assessment-text = Qiymətləndirmənin dərc olunmuş tarixləri. Qiymətləndirmənin nəticələri yalnız dərc edildikdən sonra göstərilir.
mgi-steps-caption = MGI qiymətləndirməsinin addımları
mgi-steps-date = Tarix
mgi-steps-what = Addım
domains-caption = Reyestrdəki sənədlər MGI sahələri üzrə
domains-domain = Sahə
domains-documents = Sənədlər
mgi-domain-1 = Miqrantların hüquqları
mgi-domain-2 = Bütün dövlət qurumlarının iştirakı ilə yanaşma
mgi-domain-3 = Tərəfdaşlıqlar
mgi-domain-4 = Miqrantların rifahı
mgi-domain-5 = Böhranların hərəkətlilik ölçüsü
mgi-domain-6 = Təhlükəsiz, nizamlı və qanuni miqrasiya

projects-title = BMqT və digər tərəfdaşlarla layihələr
projects-caption = Beynəlxalq layihələr
projects-title-head = Layihə
projects-dates = Tarixlər
projects-donor = Donor
projects-partner = Tərəfdaş
projects-budget = Büdcə
projects-status = Status

training-title = Miqrasiya üzrə Regional Təlim Mərkəzi
training-caption = Mərkəzin təlimləri və digər tədbirləri
training-title-head = Tədbir
training-dates = Tarixlər
training-mode = Forması
training-countries = Ölkələr
training-participants = İştirakçılar

courses-caption = Mərkəzin təlimləri, qeydiyyat məlumatları əsasında
courses-title-head = Təlim
courses-dates = Tarixlər
courses-mode = Forması
courses-countries = Ölkələr
courses-participants = İştirakçılar
courses-certificates = Sertifikatlar
courses-gain = Test nəticəsinin artımı, bal

reconciliation-title = Fərqli göstəricilərin tutuşdurulması
reconciliation-text = Qurumlar və ya nəşrlər eyni göstərici üçün fərqli qiymətlər verdikdə hamısı saxlanılır. Yazılı qaydaya əsasən biri göstərilir, digərləri burada verilir.
reconciliation-caption = Göstərilən qiymətlər və eyni məzmunda dərc olunmuş digər qiymətlər
reconciliation-none = Fərqli göstəricilər yoxdur.
reconciliation-indicator = Göstərici
reconciliation-period = Dövr
reconciliation-shown = Göstərilir
reconciliation-shown-by = Dərc edən qurum
reconciliation-other = Digər qiymət
reconciliation-other-by = Dərc edən qurum
reconciliation-difference = Fərq, %
reconciliation-rule = Qayda
reconciliation-rules = Qaydalar

gaps-title = Çatışmayan göstəricilərin reyestri
gaps-text = { $count ->
    [0] Kataloqun bütün göstəriciləri üzrə məlumat var.
    [one] Kataloqun bir göstəricisi üzrə bu dövr üçün məlumat yoxdur. O, qeydlərindən hesablana biləcəyi qurumla birlikdə verilir.
   *[other] Kataloqun { $number } göstəricisi üzrə bu dövr üçün məlumat yoxdur. Hər biri qeydlərindən hesablana biləcəyi qurumla birlikdə verilir.
}
gaps-caption = Dövr üzrə məlumatı olmayan göstəricilər
gaps-indicator = Göstərici
gaps-chapter = Fəsil
gaps-owner = Qurum
gaps-source = Mənbə
gaps-reason = Səbəb
gap-no-delivery = Mənbə hələ heç bir məlumat təqdim etməyib.
gap-needs-crossings = Ayrı-ayrı şəxslərin keçmələri tələb olunur: hər bir şəxsi sonrakı aylar ərzində izləmək üçün keçənlər bir-birindən fərqləndirilməlidir.
gap-no-rule = Mənbə məlumat təqdim edib, lakin bu göstəricini hesablayan qayda hələ yoxdur.
gap-not-published = Məlum olduğu qədər, heç bir qurum dərc etməyib.
gap-partial-delivery = Yalnız seçilmiş məlumatlar təqdim olunub: onlar sadalanır, lakin sayılmır.
gap-outside-period = Məlumat var, lakin bu dövr üzrə deyil.
gap-failed = Onu müəyyən edən fayl səhvdir və ya sorğu icra olunmayıb.

breaks-title = Sıraların qırılması
breaks-text = Sıranı əvvəlkindən fərqli edən, tarixi məlum olan qanunvericilik və ya metodologiya dəyişiklikləri. Cədvəllərdə onlar qeyd kimi verilir, cümlələrdə isə xatırladılır.
breaks-affected = Təsir etdiyi göstəricilər
breaks-date-note = Tarix barədə
breaks-address = Mənbənin ünvanı

references-title = Mənbələr və istinadlar
references-text = Hər bir göstəricinin götürüldüyü mənbə. Cədvəllərin altındakı mötərizəli nömrələr bu siyahıya aparır.
references-caption = İstinadlar
references-number = №
references-reference = Adı
references-published = Dərc edilib
references-kind = Növü
references-figures = Göstəricilərin sayı
reference-kind-official = rəsmi
reference-kind-data-package = məlumat toplusu
reference-kind-news-quoting-official = quruma istinad edən xəbər
reference-kind-official-table--mirror = rəsmi cədvəl, surət
reference-kind-news-quoting-news--year-inferred = xəbərə istinad edən xəbər; ili ehtimal olunur
reference-kind-official-report = rəsmi hesabat

quality-title = Məlumatların keyfiyyəti
quality-text = Hər bir təqdim edilmiş məlumat üzrə qəbz tərtib olunur: daxil olan sətirlərin sayı qəbul və rədd edilmiş sətirlərin cəminə tam bərabərdir. Heç bir siyahıda olmayan kod sayılır və saxlanılır, heç vaxt atılmır.
quality-no-receipts = Heç bir məlumat qəbul edilməyib.
quality-summary = { $count ->
    [one] Bir təqdimat: { $rows } sətir daxil olub, { $accepted } qəbul, { $rejected } rədd edilib.
   *[other] { $deliveries } təqdimat: { $rows } sətir daxil olub, { $accepted } qəbul, { $rejected } rədd edilib.
}
deliveries-caption = Təqdim edilmiş məlumatlar və onların qəbzləri
deliveries-file = Fayl
deliveries-cut-off = Məlumatların son tarixi
deliveries-rows = Daxil olan sətirlər
deliveries-accepted = Qəbul edilib
deliveries-rejected = Rədd edilib
deliveries-unknown = Naməlum kodlar
deliveries-superseded = Əvəz edilib
deliveries-hash = SHA-256 (əvvəli)
reason-key-missing = Təbii açar yoxdur
reason-key-repeated = Təbii açar təqdim edilmiş məlumatda təkrarlanır
reason-malformed-row = Sətir faylın sütunlarına uyğun deyil
reason-of-missing = { $field }: göstərilməyib
reason-of-unreadable = { $field }: oxunmur
reason-of-implausible = { $field }: ağlabatan deyil
reason-of-after-cut-off = { $field }: məlumatların son tarixindən sonradır
rows-caption = Rədd edilmiş, qeydlə qəbul edilmiş və ya naməlum kodlu sətirlər
rows-code = Səbəb, qeyd və ya kod
rows-kind = Nəticə
rows-count = Sətirlər
rows-files = Fayllar
rows-kind-rejected = rədd edilib
rows-kind-flagged = qeydlə qəbul edilib
rows-kind-unknown = qəbul edilib, kod naməlumdur
checks-title = Yoxlamaların nəticələri
checks-text = Yoxlamalar göstəriciləri bir-biri ilə tutuşdurur: hissələri tamla, ilin hissələrini illə, tarixə olan sayları dövr üzrə saylarla, şəxsləri girişlərlə. Yoxlamanın nəticəsi göstəricini dəyişmir.
checks-none = Yoxlamalar heç bir uyğunsuzluq aşkar etməyib.
severity-severe = Ciddi ({ $number })
severity-warning = Xəbərdarlıqlar ({ $number })
severity-note = Qeydlər ({ $number })

left-out-title = Bu Profildə göstərilməyən məlumatlar
left-out-text = { $count ->
    [one] Bir göstərici üzrə məlumat var, lakin o, bu quruluşun heç bir fəslində verilmir. Onun məlumatları öz pasportları ilə birlikdə saxlanılır.
   *[other] { $number } göstərici üzrə məlumat var, lakin onlar bu quruluşun heç bir fəslində verilmir. Onların məlumatları öz pasportları ilə birlikdə saxlanılır.
}
left-out-file = Bütün məlumatların faylı
left-out-caption = Heç bir fəsildə göstərilməyən, məlumatı olan göstəricilər
left-out-indicator = Göstərici
left-out-figures = Məlumatların sayı
