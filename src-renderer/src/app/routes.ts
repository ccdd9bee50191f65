import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

/** Hash history: the same addresses work from a file (desktop) and from the loopback door (web). */
export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'fleet' } },
  { path: '/fleet', name: 'fleet', component: () => import('@/features/fleet/fleet-page.vue') },
  {
    path: '/sites/:siteId',
    name: 'site',
    component: () => import('@/features/fleet/site-page/site-page.vue'),
    props: true
  },
  { path: '/topology', name: 'topology', component: () => import('@/features/topology/topology-page.vue') },
  { path: '/runs', name: 'runs', component: () => import('@/features/runs/runs-page.vue') },
  { path: '/runs/:runId', name: 'run', component: () => import('@/features/runs/run-page.vue'), props: true },
  {
    path: '/runs/:runId/compare/:otherId',
    name: 'compare-runs',
    component: () => import('@/features/runs/compare-page.vue'),
    props: true
  },
  {
    path: '/schedules',
    name: 'schedules',
    component: () => import('@/features/schedules/schedules-page.vue')
  },
  { path: '/files', name: 'files', component: () => import('@/features/files/files-page.vue') },
  { path: '/doctor', name: 'doctor', component: () => import('@/features/doctor/doctor-page.vue') },
  { path: '/activity', name: 'activity', component: () => import('@/features/activity/activity-page.vue') },
  { path: '/settings', name: 'settings', component: () => import('@/features/settings/settings-page.vue') },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./nowhere-page.vue') }
]

export const router = createRouter({ history: createWebHashHistory(), routes })
