-- Bodies: how their names end, their short names, and the nouns for bodies and things that figures count.
return {
  -- what a numeral in Chinese counts when it counts: 一家|单位, 两个|水厂
  counted = [[县 区 市 乡 镇 村 社区 街道 单位 企业 部门 公司 学校 医院 机构 银行
    厂 场 园区 基金 项目 中心 站点]],
  -- how the name of a body ends: 市财政|局
  suffix = [[委员会 常务委员会 常委会 人大常委会 专委会 工委 委 党委 党组 团委 支部
    人民政府 政府 省政府 市政府 县政府 区政府 乡政府 镇政府 街道办事处
    人民法院 法院 人民检察院 检察院 办公厅 办公室 厅 局 部 署 处 科 院
    管理局 监督局 税务局 分局 支队 大队 派出所 司法所 管委会 领导小组 指挥部 专班 工作组 小组 检查组 调研组
    中心 集团 公司 供电公司 银行 支行 联社 大学 学院 学校 医院 研究院 研究所
    协会 学会 联合会 总工会 工会 妇联 工商联 编辑部 报社 电视台]],
  -- short names of bodies without such an end
  short = [[市委 省委 县委 区委 省政府 市政府 县政府 区政府 市人大 省人大 市政协 省政协 市中院
    政法委 发改委 人社局 住建局 司法局 公安局 财政局 审计局 卫健委 国资委 农业农村局 生态环境局 自然资源局
    市场监管局 金融工作局 信访局 文物局 教育局 民政局 交通局 水利局 统计局 商务局 林业局]],
  -- what goes on a head word to make it another word: 银行|网点, 市|直, 村|庄
  goes_on = [[网点 性 楼盘 工 直 级 庄 民 及 化 社 道 属 区 政 委 府 人 域 容 本 管 场 县 内 外 界 貌
    落 史 路 址 企 中 规 招 集体 干部 组织 级别 项目 部门 单位 工作 化建设 资源 密集]],
  -- second halves of names that hold a 和 or 与: 发展和|改革委员会
  joined = [[改革委员会 改革局 规划局 社会保障局 社会保障厅 信息化局 信息化厅 城乡建设局 城乡建设厅
    司法委员会 法制委员会 农村委员会 农村工作委员会 资源委员会
    旅游局 体育局 出版局 文物局 科技局 环境局 草原局 应急管理局 大数据局 计划生育委员会]],
  -- abbreviations in general use: no other name of the body
  abbreviated = [[监委 监察委 监委会 法院 检察院 中院 中级法院 人大常委会 市政府
    法工委 内司工委 财经委 财政经济委 财经工委 农工委 监司委 社建委
    发改委 发改局 人社局 人社厅 住建委 住建局 住建厅 卫健委 国资委 交通局 文旅委 文旅局 文广体旅局
    经信局 工信局 自规局 退役军人局 应急局 生态环境局 市场监管局 市场监督管理局]],
  -- bodies and people that a figure is stated for: 3家|单位|…
  bearer = [[县 区 市 乡 镇 村 街道 地区 省份 单位 部门 机构 办公室 组织 协会 学会 基金会 法院 检察院
    企业 央企 国企 公司 平台公司 平台企业 融资平台 运营商 银行 学校 院校 医院
    人员 农民 居民 家庭 农户 户]],
  -- what is counted and ends a noun, bodies or not: 7个|项目
  counted_thing = [[县 区 市 乡 镇 村 街道 地区 省份 单位 部门 机构 组织 协会 学会 基金会
    企业 央企 国企 公司 融资平台 银行 学校 院校 医院 人员 农民 居民 家庭 农户
    项目 工程 行业 园区 水厂 处理场 场所 站点 基金 指标 事项 问题]],
}
