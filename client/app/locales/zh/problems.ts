import type { ProblemCode } from '../../../../shared/protocol/problem.ts';

/** One sentence for each code of `shared/protocol/problem.ts`: what is wrong, and what to do. */
export const problem = {
  invalid: '这里填写有误，请检查后再试。',
  wrongPassword: '邮箱或密码不对。',
  tooManyAttempts: '尝试次数过多，请过几分钟再试。',
  tooManyRequests: '请求太频繁，请稍等几秒再试。',
  signInFirst: '登录已过期，请重新登录。',
  forbidden: '你没有权限这样做，请联系管理员。',
  wrongOrigin: '请求来自别的网址，已被拒绝。请从本页面的地址重新打开。',
  notFound: '没有找到，可能已被删除。',
  alreadySetUp: '这里已经设置过了，请直接登录。',
  emailTaken: '这个邮箱已经有人使用。',
  linkUsed: '这个链接已经用过或已失效，请管理员重新给一个。',
  tooLarge: '内容超出服务器限制，请分成几次。',
  valueTooLong: '有内容太长：一格最多 262,144 个字符。请缩短，或写进笔记。',
  full: '这里已满：行、表格、列或内容达到上限。请另建台账，或告诉管理员。',
  lastOwner: '至少要留一位所有者。请先指定另一位。',
  badSegment: '上传的数据不完整，请重新上传。',
  notStored: '服务器现在存不了数据，什么都没有改变。请稍后再试。',
  damaged:
    '服务器上存的数据有损坏，为免出错，这部分不显示。请告诉管理员，由他检查数据（doctor）或恢复备份。',
  internal: '服务器出错了，请再试一次。如果反复出现，请告诉管理员。',
  unreachable: '连不上服务器。填写的内容还在，连上后再试一次。',
  unexpected: '服务器返回异常，请刷新页面后再试。',
  field: {
    name: '请填写名字，最多 80 个字。',
    email: '请填写完整的邮箱，例如 li@example.com。',
    password: '密码至少 8 个字符，最多 200 个。',
  },
} as const satisfies Record<ProblemCode, string> & Record<string, unknown>;
