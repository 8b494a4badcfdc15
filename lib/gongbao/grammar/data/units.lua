-- Units of measurement and measure words, by kind, parted by spaces.
-- Any of them may be printed with 千, 万, 百万, 千万 or 亿 before it (万吨, 亿元).
return {
  money = "元 美元 欧元 港元 日元 英镑 元人民币",
  -- a measure of something: its noun stands before the number, or after 的
  measure = [[吨 亩次 公斤 千克 克 斤 担 亩 公顷 平方米 平方公里 平方千米 立方米 升 米
    公里 千米 里 厘米 毫米 海里
    千瓦 千瓦时 兆瓦 度 瓦 MW MWh GW GWh KW kW kWh Mbps 标准煤 吨标准煤 标箱 标准箱 车位 床位
    张床位 个床位 蒸吨 摄氏度 ℃
    微克/立方米 毫克/升 立方米/秒 公里/小时 元/吨 元/亩 元/人 元/平方米 倍 分 分贝 成
    折]],
  -- counts things or people: its noun usually follows
  count = [[个 名 人 位 家 户 所 座 处 条 项 件 起 次 场 场次 期 批 批次 套 台 台套 部 辆
    架 艘 列 班 趟 张 盏 份 宗 例 只 头 口 匹 羽
    株 棵 支 根 块 片 段 幅 副 本 册 篇 种 类 大类 门 款 栋 幢 间 层 孔 眼 杆 路 站 枚 粒
    颗 对 双 组 队 届 轮 案 课时 学时
    人次 户次 件次 台次 车次 班次 家次 户家庭 人份 剂 剂次 针次 对次 航次 箱 桶 瓶 袋
    包 卷 把 顶 尊 具 机组 首 曲 点位 票 人才]],
  time = "年 个月 月 周 天 日 小时 分钟 秒 个工作日 工作日 个季度 个小时",
}
