-- What a figure is stated for. `territory` words start a statement (全市生产总值…);
-- `rank` words stand in a rank (居全省第5位).
return {
  territory = [[全国 全省 全市 全县 全区 全州 全旗 我国 我省 我市 我县 我区 我州 本省
    本市 本县 本区 本地区 本级 市本级 省本级 县本级 区本级 市直 省直 县直
    全自治区 全域 市辖区 省直管县 市区 县区级 各县（市、区） 各市州 各市 各县区
    辖区]],
  -- behind these a territory is no scope: 在全省率先…, 全国重点文物
  beside = [[率先 领先 首家 首批 首个 首创 首次 第一 唯一 前列 同类 重点 文明 先进 优秀
    示范 模范 百强 一流 十佳 最 平均 人大 政协 两会 统一 通报 推广 各地 首条 首座]],
  -- a level by itself is a scope (市级5个), before a noun it is part of the subject (市级项目)
  level = [[国家级 省级 市级 县级 区级 乡级 镇级 村级 县区级 市县级 城镇 农村 城市 乡村
    中央 地方 县区 市县]],
  -- territories of the speaker's own: they may stand inside the words before a figure
  own = [[全市 全县 全区 全州 我市 我县 我区 我州 本市 本县 市本级 县本级 区本级
    省本级 市直 县直 我省]],
  rank = [[全国 全省 全市 全县 全区 全州 中部 中部六省 中部地区 东部 西部 东北
    东北地区 全球 世界 省 国 市 全省地级市 全省18个省辖市 全国同类城市
    西北 西南 华东 华北 华中 长三角 沿海 沿海省份 西部省份 我省 全自治区]],
  compared = [[对 被 向 全 各 为 占到 为全 高于 低于 快于 慢于 居 位居 位列 列 排 占 比 较
    与 同 拉动 下拉 领先 好于 优于]],
}
