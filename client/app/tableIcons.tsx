import type { ReactNode } from 'react';
import type { TableKind } from '../../shared/model/index.ts';
import { CustomersIcon, DealsIcon, FollowUpsIcon, TableIcon, TasksIcon } from '../ui/icons.tsx';

export const tableIcons: Readonly<Record<TableKind, ReactNode>> = {
  plain: <TableIcon />,
  customers: <CustomersIcon />,
  followUps: <FollowUpsIcon />,
  deals: <DealsIcon />,
  tasks: <TasksIcon />,
};
