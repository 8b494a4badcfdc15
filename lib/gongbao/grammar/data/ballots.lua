-- Measures of ballots and tests, and the words that show that a paragraph reports one.
return {
  about = [[满意度测评 民主测评 知识测试 测评表 测评票 参加测试 参加测评 表决结果
    赞成票 测试成绩]],
  -- measure=words: a measure and the words before its figure
  measure = [[满意率 满意和基本满意率 基本满意率 不满意率 满意度 合格率 优秀率 最高分
    最低分 平均分数 平均分 平均成绩 平均得分 得分 总分
    满意票 不满意票 基本满意 不满意 满意 发出 收回 赞成票 反对票 弃权票 赞成 反对
    弃权 测评票 测评表]],
}
