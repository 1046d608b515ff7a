"""Chinese personal names as patterns: a surname and one or two characters that names are made of."""

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙"
    "万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈"
    "鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边"
)
_DOUBLE_SURNAMES = "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫|轩辕"
# Grammar and office words: a "name" with one of these is a sentence.
_NEVER_IN_NAMES = (
    "的了是在和与或及等将被把对为于以从到由其所者个位名人们年月日时分岁级班校生家长师应当要可能"
    "会有无不未已并但而且就也都还很更最省市区县镇乡村局部委办处科股"
)

SURNAME = f"(?:{_DOUBLE_SURNAMES}|[{''.join(dict.fromkeys(_SURNAMES))}])"
GIVEN_NAME = f"(?![{_NEVER_IN_NAMES}])[\u4e00-\u9fff某]"
