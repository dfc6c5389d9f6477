import time, pytest
from tests.test_page_costs import *
from tests import filling
pytestmark = pytest.mark.django_db
def test_time(records, visit, now):
    fill(now, releases=30, others=4)
    t=time.time()
    import cProfile,pstats
    orig={}
    for name in ("science","alliances","agenda","write","tag","open_to_readers"):
        f=getattr(filling,name)
        def w(*a,_f=f,_n=name,**k):
            t0=time.time(); r=_f(*a,**k); print(_n,a[1] if _n=="tag" else "",round(time.time()-t0,2)); return r
        setattr(filling,name,w)
    fill(now, releases=9970, others=120); print("fill",time.time()-t)
    for k,a in pages(300).items():
        t=time.time(); visit(a,now); print(k, round(time.time()-t,2))
