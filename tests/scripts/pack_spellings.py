#!/usr/bin/env python3
"""pack_spellings.py DATA SOURCES NET HOLD WEIGHTS OUT: writes the model that the program reads.

DATA has the pairs, SOURCES what name_sources.py wrote, NET the folder of train_spellings.rs, WEIGHTS the weights it
tuned. HOLD 1 leaves out the tenth of the names that is measured with.
"""
import sys,struct,array,collections,re,math,json,unicodedata
data,sources,net,hold,wfile,out=sys.argv[1:7]
hold=int(hold)
AR="ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپڤچگ"
MAP=dict(zip("ٱکیڨژۋڥټ","اكيقزڤڤت"))
def enc(s):
    o=[]
    for c in s:
        if '\u064b'<=c<='\u065f' or c in '\u0670\u0640.-\'’' or '\u200b'<=c<='\u200f': continue
        c=MAP.get(c,c)
        if c not in AR: return None
        o.append(AR.index(c)+1)
    return bytes(o) if 0<len(o)<=24 else None
FOLD={2:7,3:7,5:7,4:34,6:36,35:36,9:33,37:8,38:27,39:12,40:29}
def folded(b): return bytes(FOLD.get(x,x) for x in b)
SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae","œ": "oe", "Œ": "Oe", "ı": "i", "ð": "d", "þ": "th", "Þ": "Th", "’": "'", "‘": "'", "ʻ": "'","ʼ": "'", "ə": "a", "–": "-"})
def press(t):
    t=unicodedata.normalize("NFKD",t.translate(SPECIAL)); return "".join(c for c in t if not unicodedata.combining(c))
fold=lambda t:re.sub('[^a-z]','',press(t).lower())
M=(1<<64)-1
def hsh(s):
    h=0xcbf29ce484222325
    for b in s.encode(): h=((h^b)*0x100000001b3)&M
    return h^(h>>29)
ok=lambda a: not hold or hsh(a)%10!=0
W=json.load(open(wfile))
# latin
F=collections.defaultdict(lambda:[0.0]*8); disp={}; org={}
GROUPS='anglo german nordic french iberian italian slavic westslavic baltic hungarian greek turkic caucasus arab persian indian japanese chinese korean seasia african hebrew'.split()
for l in open(sources+'/persons.tsv'):
    w,n,f,d,o=l.rstrip('\n').split('\t'); x=F[w]; x[0]=float(n); x[1]=float(f); disp[w]=d
    if 'arab:' in o or 'persian:' in o: x[7]=1.0
    if o:
        cs=[(p.split(':')[0],int(p.split(':')[1])) for p in o.split()]; tot=sum(c for _,c in cs)
        g,c=cs[0]; s=c/tot
        if s>0.35 and not(g=='anglo' and s<0.5): org[w]=(GROUPS.index(g)<<3)|max(1,min(7,round(7*s* (1-1/(1+c)) )))
for l in open(sources+'/latin.tsv'):
    w,s,c=l.rstrip('\n').split('\t'); F[w][{'census':2,'place':3,'faker':4}[s]]=float(c)
pairs=collections.defaultdict(lambda:collections.Counter())
for l in open(data+'/wikidata-ar-en.tsv'):
    a,e,c=l.rstrip('\n').split('\t')
    if ok(a):
        e2=fold(e); F[e2][5]+=float(c)
        if len(e2)>1: pairs[a][e2]+=int(c)
        p=press(e)
        if re.search("[-']",p) and e2 not in disp and re.fullmatch("[a-z' -]+",p): disp[e2]=re.sub(r"(^|[-' ])([a-z])",lambda m:m[1]+m[2].upper(),p)
wikidata=set(pairs)
for l in open(data+'/wikipedia-ar-en.tsv'):
    a,e=l.rstrip('\n').split('\t')
    if ok(a):
        e2=fold(e); F[e2][6]=1.0
        if len(e2)>1: pairs[a][e2]+= 2 if F[e2][0]>2 else 1
words=sorted(w for w in F if 2<=len(w)<=20)
ix={w:i for i,w in enumerate(words)}
w=W['w']; l1=math.log1p
def worth(k):
    x=F[k]; lp=l1(x[0]); f=[0]*22
    f[2]=lp; f[3]=x[0]==0; f[4]=x[0]==1; f[5]=l1(x[2]); f[6]=x[2]>0; f[7]=l1(x[3]); f[8]=x[3]>0; f[9]=l1(x[4]); f[10]=l1(x[5]); f[11]=x[6]; f[12]=1<x[0]<6; f[13]=x[1]/(x[0]+1); f[14]=lp*lp*.1; f[18]=x[0]>30; f[19]=x[7]
    f[15]=len(k)*.2; f[16]=any(a==b for a,b in zip(k,k[1:])); f[17]=len(k)<4; f[21]=k.startswith(('al','el'))
    return sum(a*b for a,b in zip(f,w))
ws=[worth(k) for k in words]; lo=max(min(ws),max(ws)-25); step=(max(ws)-lo)/255
def wl(items):
    o=bytearray(); b=b''
    for s in items:
        s=s.encode() if isinstance(s,str) else s
        k=0
        while k<min(len(b),len(s),15) and b[k]==s[k]: k+=1
        a=len(s)-k
        if a>=15: o.append(k<<4|15); o.append(a)
        else: o.append(k<<4|a)
        o+=s[k:]; b=s
    return struct.pack('<II',len(items),len(o))+bytes(o)
B=bytearray(b'TJNAMES1')
B+=struct.pack('<7f',w[0],w[20]*.02,w[1],w[15]*.2,w[16],w[17],w[21])
# net
ls=open(net+'/net.txt').read().split('\n'); h1,h2,v=map(int,ls[0].split()); chunks=ls[1:1+v]; outs=[[int(x) for x in l.split()] for l in ls[1+v:1+v+48]]
a=array.array('f'); a.frombytes(open(net+'/net.bin','rb').read())
B+=struct.pack('<HHH',h1,h2,v)
for c in chunks: B.append(len(c)); B+=c.encode()
for o in outs: B+=struct.pack('<H',len(o))+struct.pack(f'<{len(o)}H',*o)
p=0
def take(n):
    global p
    r=a[p:p+n]; p+=n; return r
def rows(n,width):
    global B
    for _ in range(n):
        r=take(width); s=max(1e-9,max(abs(x) for x in r))/127
        B+=struct.pack('<f',s)+struct.pack(f'{width}b',*[max(-127,min(127,round(x/s))) for x in r])
HB=(len(a)-10*48*h1-h1-h1*h2-h2-v*h2-v)//(v*h1); assert HB==3,HB
rows(480,h1); rows(HB*v,h1); b1=take(h1); rows(h1,h2); b2=take(h2); rows(v,h2); b3=take(v); assert p==len(a)
for b in (b1,b2,b3): B+=b.tobytes()
n0=len(B); print('net',n0)
B+=wl(words); print('words',len(words),len(B)-n0)
B+=struct.pack('<ff',lo,step)+bytes(max(0,min(255,round((x-lo)/step))) for x in ws)+bytes(org.get(k,0) for k in words)
un=[(ix[k],d) for k,d in disp.items() if k in ix and d!=k.capitalize() and (F[k][0]>=2 or F[k][0]==0) and not d.isupper() and not d.islower() and d[0].isalpha()]
un=[(i,d) for i,d in un if re.fullmatch("[A-Za-z'-]+",d)]; un.sort()
B+=struct.pack('<I',len(un))
for i,d in un: B+=struct.pack('<IB',i,len(d))+d.encode()
print('unusual',len(un)); n1=len(B)
byenc=collections.defaultdict(collections.Counter)
for a_,c in pairs.items():
    k=enc(a_)
    if k:
        for e,n in c.items():
            if e in ix: byenc[k][e]+=n
keys=sorted(byenc,key=lambda k:(folded(k),k))
B+=wl(keys)
for k in keys:
    cs=byenc[k].most_common(8); B.append(len(cs))
    # equal counts: by worth
    cs.sort(key=lambda t:(-t[1],-ws[ix[t[0]]]))
    for e,n in cs:
        x=F[e]; g=min(3,int(4*x[1]/max(1,x[0]))) if x[0]>1 else 1
        B+=struct.pack('<I',ix[e])[:3]+bytes([min(15,n.bit_length())<<2|g])
print('pairs',len(keys),len(B)-n1); n2=len(B)
pl=collections.defaultdict(list)
for l in open(sources+'/places.tsv'):
    a_,e,c,n=l.rstrip('\n').split('\t'); ks=[enc(x) for x in a_.split(' ')]
    if None in ks: continue
    pl[b'\0'.join(ks)].append((int(n),e,c))
rowsp=[]
for k,v_ in pl.items():
    v_.sort(reverse=True); seen=set()
    for n,e,c in v_:
        if e not in seen and len(seen)<3: seen.add(e); rowsp.append((folded(k),k,-n,e,c))
rowsp.sort()
B+=wl([r[1] for r in rowsp])
for r in rowsp: e=r[3].encode(); B.append(len(e)); B+=e+r[4].encode()+bytes([(-r[2]).bit_length()])
print('places',len(rowsp),len(B)-n2,'total',len(B))
open(out,'wb').write(B)
