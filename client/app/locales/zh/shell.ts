export const shell = {
  title: '算盘',
  brand: '算盘',
  skip: '跳到内容',
  close: '关闭',
  cancel: '取消',
  retry: '重试',
  copy: '复制',
  copied: '已复制',
  copyByHand: '没能自动复制。文字已选中，请按 Ctrl+C。',
  nav: {
    main: '主导航',
    tables: '表格',
    newTable: '新建表格',
    bin: '回收站',
    settings: '设置',
    people: '成员',
    ledgers: '台账',
    tokens: 'API 令牌',
    more: '更多',
    allTables: '全部表格',
    rows_other: '{{count}} 行',
  },
  table: {
    menu: '“{{name}}”的操作',
    name: '表格名称',
    create: '新建',
    rename: '改名',
    renameTitle: '给“{{name}}”改名',
    delete: '删除',
    deleteTitle: '删除“{{name}}”？',
    deleteMeaning: '所有人都将看不到这张表。它和其中的行会留在回收站，可以恢复。',
    none: '还没有表格',
    noneMeaning: '新建一张表格，就可以开始录入。',
    missing: '没有这张表格',
    missingMeaning: '它可能已被删除，可以到回收站里找回。',
  },
  find: {
    label: '查找',
    placeholder: '查找客户、电话、备注',
  },
  people: {
    label_other: '此刻在线 {{count}} 人',
    viewing: '{{name}} 在线',
    typing: '{{name}} 正在输入',
    more: '另有 {{count}} 人',
  },
  language: {
    label: '语言',
    zh: '中文',
    en: 'English',
  },
  theme: {
    label: '外观',
    light: '浅色',
    dark: '深色',
    system: '跟随系统',
  },
  account: {
    menu: '{{name}} 的账号',
    signOut: '退出登录',
    signOutUnsaved: '还有修改没有保存',
    signOutUnsavedMeaning_other:
      '{{count}} 处修改只在这个浏览器里。现在退出，它们要等你在这里再次登录才会送出。',
    signOutAnyway: '仍要退出',
    stay: '先不退出',
  },
  saved: {
    label: '保存状态',
    retry: '立即重连',
    reload: '重新载入页面',
    saved: {
      short: '已保存',
      meaning: '你的修改都已写入服务器的磁盘。',
    },
    saving: {
      short: '保存中',
      meaning_zero: '正在连接服务器。',
      meaning_other: '{{count}} 处修改正在写入服务器，通常只要一眨眼。',
    },
    late: {
      short_other: '{{count}} 处尚未保存',
      meaning_other:
        '服务器迟迟没有确认 {{count}} 处修改。修改留在这个浏览器里，会自动重发；请先别关闭页面。',
    },
    offline: {
      short_zero: '离线',
      short_other: '离线 · {{count}} 处未保存',
      meaning_zero: '连不上服务器。你可以继续工作：修改会留在这个浏览器里，连上后自动送出。',
      meaning_other:
        '连不上服务器。你可以继续工作：{{count}} 处修改留在这个浏览器里，连上后自动送出。',
    },
    notSaved: {
      short_other: '{{count}} 处未保存',
      meaning_other:
        '服务器没有接受 {{count}} 处修改，它们还留在这个浏览器里。请重新载入页面再试；仍不行，请联系管理员。',
    },
    readOnly: {
      short: '只读',
      meaning: '你可以查看，不能修改。需要修改时，请管理员给你写入权限。',
    },
    broken: {
      short: '无法保存',
      meaning_zero:
        '服务器现在存不了数据。新的修改会留在这个浏览器里；请告诉管理员。服务器恢复后会自动保存。',
      meaning_other:
        '服务器现在存不了数据。{{count}} 处修改留在这个浏览器里；请不要清除浏览器数据，并告诉管理员。服务器恢复后会自动保存。',
    },
  },
  ledgers: {
    newRowsIn: '新行放在：<b>{{ledger}}</b>',
    newRows: '新行放在这里',
    gone: '“{{ledger}}”的权限已被收回，其中的内容不再显示。',
    readOnly: '“{{ledger}}”对你已改为只读。',
    writable: '你现在可以修改“{{ledger}}”。',
  },
  state: {
    loading: '正在打开……',
    error: '这里没能打开',
    errorMeaning: '你的数据没有受影响。请再试一次。',
    offline: '连不上服务器',
    offlineMeaning: '请检查网络。连上之后这里会自己打开。',
    noPermission: '你没有权限查看这里',
    noPermissionMeaning: '如果工作需要，请联系管理员。',
    missing: '没有这个页面',
    missingMeaning: '地址可能写错了，或者页面已经移走。',
    home: '回到表格',
  },
} as const;
